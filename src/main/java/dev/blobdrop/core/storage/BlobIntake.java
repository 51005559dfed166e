package dev.blobdrop.core.storage;

import dev.blobdrop.core.net.connection.Intake;
import java.nio.ByteBuffer;

/// What a reading fills: a blob's bytes in order, in memory of the reader's own, which may be much
/// less than there are bytes.
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
                // All of it is there.
            }
        };
    }
}
