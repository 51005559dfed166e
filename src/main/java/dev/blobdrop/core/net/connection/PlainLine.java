package dev.blobdrop.core.net.connection;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A line without encryption: to this machine and to metadata endpoints. No token is sent over it
/// (`GuardedClient`).
final class PlainLine implements Line {
    private final Wire wire;
    private final Memory memory;
    private final ByteBuffer arrived;
    private boolean isEnded;

    /// @param memory given back when the line is closed
    PlainLine(Wire wire, Memory memory) {
        this.wire = wire;
        this.memory = memory;
        this.arrived = memory.arrived().clear().limit(0);
    }

    @Override
    public boolean write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (wire.writeNow(bytes) == 0) {
                wire.awaitEither();
                if (hasArrived()) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean hasArrived() throws IOException {
        if (!arrived.hasRemaining() && !isEnded) {
            arrived.clear();
            isEnded = wire.readNow(arrived) < 0;
            arrived.flip();
        }
        return arrived.hasRemaining() || isEnded;
    }

    @Override
    public ByteBuffer arrived() {
        return arrived;
    }

    @Override
    public boolean fill() throws IOException {
        if (!isEnded) {
            arrived.clear();
            isEnded = wire.read(arrived) < 0;
            arrived.flip();
        }
        return !isEnded;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (arrived.hasRemaining()) {
            return Line.take(arrived, into);
        }
        if (isEnded) {
            return -1;
        }
        int count = wire.read(into);
        isEnded = count < 0;
        return count;
    }

    @Override
    public void sendLongContent() {
        memory.grow();
    }

    /// It cannot be told from a connection that was cut.
    @Override
    public boolean isProperEnd() {
        return true;
    }

    @Override
    public void close() {
        wire.close();
        memory.release();
    }
}
