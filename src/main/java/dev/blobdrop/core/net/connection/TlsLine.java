package dev.blobdrop.core.net.connection;

import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// An encrypted line, by any [SSLEngine]. Records are gathered, so that one call of the socket
/// takes as many as [Memory#OUT] holds, and bytes are decrypted straight into the reader's buffer
/// when it has room for a whole record.
final class TlsLine implements Line {
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final Wire wire;
    private final SSLEngine engine;
    private final Memory memory;
    private ByteBuffer out;
    private final ByteBuffer arrived;
    private ByteBuffer in;
    private boolean isEnded;
    private boolean isProperEnd;
    private boolean owesAnswer;
    private boolean isOutCut;

    private TlsLine(Wire wire, SSLEngine engine, Memory memory) {
        this.wire = wire;
        this.engine = engine;
        this.memory = memory;
        this.out = memory.out().clear().limit(0);
        this.in = memory.in().clear().limit(0);
        this.arrived = memory.arrived().clear().limit(0);
    }

    /// Agrees on the encryption and on who the other side is.
    ///
    /// @param engine that checks the certificate and the host's name; released with the line
    /// @param memory given back when the line is closed; the caller's own still when this fails
    /// @throws SSLException when they do not agree, or the other side is somebody else
    static TlsLine over(Wire wire, SSLEngine engine, Memory memory, Duration limit) throws IOException {
        TlsLine line = new TlsLine(wire, engine, memory);
        try {
            wire.limit(limit);
            line.shakeHands();
            wire.noLimit();
            return line;
        } catch (SocketTimeoutException e) {
            line.releaseEngine();
            throw withCause(
                    new SSLHandshakeException("the server did not finish it within " + limit.toSeconds() + " s"), e);
        } catch (IOException | RuntimeException e) {
            line.sayWhyNot();
            line.releaseEngine();
            throw e;
        }
    }

    private static <E extends Exception> E withCause(E e, Exception cause) {
        e.initCause(cause);
        return e;
    }

    private void shakeHands() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> {
                    if (wrapNothing() == Status.CLOSED) {
                        throw new SSLHandshakeException("the server closed it");
                    }
                    wire.write(out);
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> takeHandshake();
                case NEED_TASK -> runTasks();
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    /// Tries before it receives: what a task has found out, and with TLS 1.2 that all is agreed, a
    /// native engine notices in its next call only.
    private void takeHandshake() throws IOException {
        arrived.clear();
        SSLEngineResult result = engine.unwrap(in, arrived);
        arrived.flip();
        if (arrived.hasRemaining()) {
            throw new SSLException("data arrived before any request");
        }
        if (result.getStatus() == Status.CLOSED) {
            throw new SSLHandshakeException("the server closed it");
        }
        boolean isWaiting = result.bytesConsumed() == 0 && engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
        if (isWaiting) {
            in.compact();
            int count = wire.read(in);
            in.flip();
            if (count < 0) {
                throw new SSLHandshakeException("the server closed the connection");
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private Status wrapNothing() throws SSLException {
        out.clear();
        try {
            return engine.wrap(NOTHING, out).getStatus();
        } finally {
            out.flip();
        }
    }

    @Override
    public boolean write(ByteBuffer bytes) throws IOException {
        answerIfOwed();
        while (bytes.hasRemaining()) {
            encrypt(bytes);
            while (out.hasRemaining()) {
                if (wire.writeNow(out) == 0) {
                    wire.awaitEither();
                    if (hasArrived()) {
                        isOutCut = true;
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// As many records as there is room for.
    private void encrypt(ByteBuffer bytes) throws SSLException {
        out.clear();
        while (bytes.hasRemaining()) {
            SSLEngineResult result = engine.wrap(bytes, out);
            if (result.getStatus() == Status.BUFFER_OVERFLOW && out.position() > 0) {
                break;
            }
            if (result.getStatus() != Status.OK || result.bytesProduced() == 0) {
                throw new SSLException("cannot encrypt: " + result.getStatus());
            }
        }
        out.flip();
    }

    @Override
    public boolean hasArrived() throws IOException {
        while (!arrived.hasRemaining() && !isEnded) {
            if (!decrypt()) {
                in.compact();
                int count = wire.readNow(in);
                in.flip();
                if (count == 0) {
                    return false;
                }
                isEnded = count < 0;
            }
        }
        return true;
    }

    @Override
    public ByteBuffer arrived() {
        return arrived;
    }

    @Override
    public boolean fill() throws IOException {
        answerIfOwed();
        while (!arrived.hasRemaining() && !isEnded) {
            if (!decrypt()) {
                receive();
            }
        }
        return arrived.hasRemaining();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (arrived.hasRemaining()) {
            return Line.take(arrived, into);
        }
        if (into.remaining() < Memory.RECORD) {
            return fill() ? Line.take(arrived, into) : -1;
        }
        answerIfOwed();
        int before = into.position();
        while (into.position() == before && !isEnded) {
            if (!decrypt(into)) {
                receive();
            }
        }
        return into.position() == before ? -1 : into.position() - before;
    }

    private void receive() throws IOException {
        in.compact();
        int count = wire.read(in);
        in.flip();
        isEnded |= count < 0;
    }

    @Override
    public void sendMuch() {
        memory.grow();
        out = memory.out().clear().limit(0);
    }

    /// Larger calls of the socket, fewer of them.
    @Override
    public void expectMuch() {
        if (in.capacity() < Memory.MUCH) {
            in = memory.much().clear().put(in).flip();
        }
    }

    /// One record into [#arrived], which is empty.
    private boolean decrypt() throws IOException {
        arrived.clear();
        try {
            return decrypt(arrived);
        } finally {
            arrived.flip();
        }
    }

    /// Decrypts until something came out.
    ///
    /// @return false when more has to be received first
    private boolean decrypt(ByteBuffer into) throws IOException {
        int before = into.position();
        while (in.hasRemaining() && into.position() == before) {
            SSLEngineResult result = engine.unwrap(in, into);
            switch (result.getStatus()) {
                case OK -> {
                    if (!isServed(result)) {
                        return into.position() != before;
                    }
                }
                case BUFFER_UNDERFLOW -> {
                    return false;
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a record is too large");
                case CLOSED -> {
                    isEnded = true;
                    isProperEnd = true;
                    return true;
                }
            }
        }
        return into.position() != before;
    }

    /// What the encryption itself wants: new keys, for example.
    ///
    /// @return false when the call did nothing and would do nothing again
    private boolean isServed(SSLEngineResult result) {
        switch (result.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> owesAnswer = true;
            default -> {
                return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
            }
        }
        return true;
    }

    /// Only between two records: in the middle of one, it would garble the stream.
    private void answerIfOwed() throws IOException {
        if (owesAnswer && !isOutCut) {
            owesAnswer = false;
            wrapNothing();
            wire.write(out);
        }
    }

    @Override
    public boolean isProperEnd() {
        return isProperEnd;
    }

    /// Tells the other side, as far as it listens.
    @Override
    public void close() {
        engine.closeOutbound();
        sayWhyNot();
        releaseEngine();
        wire.close();
        memory.giveBack();
    }

    private void sayWhyNot() {
        try {
            if (!isOutCut && !out.hasRemaining()) {
                wrapNothing();
                wire.writeNow(out);
            }
        } catch (IOException | RuntimeException e) {
            // It was a courtesy.
        }
    }

    /// Java's own engine lies on the heap; a native one does not.
    private void releaseEngine() {
        ReferenceCountUtil.safeRelease(engine);
    }
}
