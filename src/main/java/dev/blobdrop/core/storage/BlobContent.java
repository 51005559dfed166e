package dev.blobdrop.core.storage;

import dev.blobdrop.core.net.connection.Body;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The content of a write. It is read slice by slice while it is sent, and from the start again for
/// a retry.
public interface BlobContent extends Body {
    @Override
    long length();

    @Override
    void read(long offset, ByteBuffer into) throws IOException;

    /// The content of a buffer, from its position to its limit. Nobody may change it meanwhile.
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
