package dev.blobdrop.core.storage;

import dev.blobdrop.core.net.connection.Body;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What a write sends. It is read slice by slice while it is sent, and once more from its beginning
/// when the write is made again.
public interface BlobContent extends Body {
    @Override
    long length();

    @Override
    void read(long offset, ByteBuffer into) throws IOException;

    /// The buffer's content, from its position to its limit, which nobody may change meanwhile.
    static BlobContent of(ByteBuffer content) {
        Body body = Body.of(content);
        return new BlobContent() {
            @Override
            public long length() {
                return body.length();
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                body.read(offset, into);
            }
        };
    }
}
