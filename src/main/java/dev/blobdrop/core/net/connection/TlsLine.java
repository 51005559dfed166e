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

/// An encrypted line, by any [SSLEngine]. As many records as fit into [Memory#out] are sent in one
/// call of the socket, and bytes are decrypted straight into the reader's buffer if it has room for
/// a whole record.
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
    private boolean owesHandshake;
    private boolean isOutCut;

    private TlsLine(Wire wire, SSLEngine engine, Memory memory) {
        this.wire = wire;
        this.engine = engine;
        this.memory = memory;
        this.out = memory.out().clear().limit(0);
        this.in = memory.in().clear().limit(0);
        this.arrived = memory.arrived().clear().limit(0);
    }

    /// Does the TLS handshake.
    ///
    /// @param engine that checks the certificate and the host's name; released with the line
    /// @param memory given back when the line is closed; when this fails, it stays with the caller
    /// @throws SSLException when the handshake fails, or the certificate is not the host's
    static TlsLine over(Wire wire, SSLEngine engine, Memory memory, Duration limit) throws IOException {
        TlsLine line = new TlsLine(wire, engine, memory);
        try {
            wire.limit(limit);
            line.handshake();
            wire.noLimit();
            return line;
        } catch (SocketTimeoutException e) {
            line.releaseEngine();
            throw withCause(
                    new SSLHandshakeException("the other side did not finish it within " + limit.toSeconds() + " s"),
                    e);
        } catch (IOException | RuntimeException e) {
            line.notifyPeer();
            line.releaseEngine();
            throw e;
        }
    }

    private static <E extends Exception> E withCause(E e, Exception cause) {
        e.initCause(cause);
        return e;
    }

    private void handshake() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> {
                    if (wrapNothing() == Status.CLOSED) {
                        throw new SSLHandshakeException("the other side ended it");
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

    /// Unwraps before it receives: a native engine notices the result of a task, and with TLS 1.2
    /// the end of the handshake, only in its next call.
    private void takeHandshake() throws IOException {
        arrived.clear();
        SSLEngineResult result = engine.unwrap(in, arrived);
        arrived.flip();
        if (arrived.hasRemaining()) {
            throw new SSLException("content came before any request");
        }
        if (result.getStatus() == Status.CLOSED) {
            throw new SSLHandshakeException("the other side ended it");
        }
        boolean isWaiting = result.bytesConsumed() == 0 && engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
        if (isWaiting) {
            in.compact();
            int count = wire.read(in);
            in.flip();
            if (count < 0) {
                throw new SSLHandshakeException("the other side closed the connection");
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
        continueHandshake();
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
        continueHandshake();
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
        continueHandshake();
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
    public void sendLongContent() {
        memory.grow();
        out = memory.out().clear().limit(0);
    }

    /// A larger buffer needs fewer calls of the socket.
    @Override
    public void expectLongContent() {
        if (in.capacity() < Memory.LARGE) {
            in = memory.large().clear().put(in).flip();
        }
    }

    /// Decrypts a record into [#arrived], which is empty.
    private boolean decrypt() throws IOException {
        arrived.clear();
        try {
            return decrypt(arrived);
        } finally {
            arrived.flip();
        }
    }

    /// Decrypts until there is output.
    ///
    /// @return false when more bytes must be received first
    private boolean decrypt(ByteBuffer into) throws IOException {
        int before = into.position();
        while (in.hasRemaining() && into.position() == before) {
            SSLEngineResult result = engine.unwrap(in, into);
            switch (result.getStatus()) {
                case OK -> {
                    if (!handlesHandshake(result)) {
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

    /// Handles what TLS itself needs, such as new keys.
    ///
    /// @return false when the call did nothing and would do nothing again
    private boolean handlesHandshake(SSLEngineResult result) {
        switch (result.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> owesHandshake = true;
            default -> {
                return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
            }
        }
        return true;
    }

    /// Only between two records: within one, it would corrupt the stream.
    private void continueHandshake() throws IOException {
        if (owesHandshake && !isOutCut) {
            owesHandshake = false;
            wrapNothing();
            wire.write(out);
        }
    }

    @Override
    public boolean isProperEnd() {
        return isProperEnd;
    }

    /// Notifies the server, if it still listens.
    @Override
    public void close() {
        engine.closeOutbound();
        notifyPeer();
        releaseEngine();
        wire.close();
        memory.release();
    }

    private void notifyPeer() {
        try {
            if (!isOutCut && !out.hasRemaining()) {
                wrapNothing();
                wire.writeNow(out);
            }
        } catch (IOException | RuntimeException e) {
            // It was a courtesy.
        }
    }

    /// Frees the memory of a native engine.
    private void releaseEngine() {
        ReferenceCountUtil.safeRelease(engine);
    }
}
