package dev.blobdrop.core.storage;

import dev.blobdrop.core.net.connection.Intake;
import java.nio.ByteBuffer;

/// Receives a blob's bytes in order, in the reader's own memory, which may be much smaller than the
/// blob.
public interface BlobIntake extends Intake {
    @Override
    int left();

    @Override
    ByteBuffer room();

    @Override
    void full();

    /// Fills one buffer.
    static BlobIntake into(ByteBuffer buffer) {
        return new BlobIntake() {
            @Override
            public int left() {
                return buffer.remaining();
            }

            @Override
            public ByteBuffer room() {
                return buffer;
            }

            @Override
            public void full() {
                // The buffer is full: nothing to do.
            }
        };
    }
}
