package dev.blobdrop.core.transfer;

import java.util.Locale;

/// What the content of a downloaded blob was compared with. In any case TLS protected each byte on
/// the way, and each part is of the same version of the blob.
public enum Verification {
    /// The MD5 that is stored with the blob.
    MD5,
    /// The CRC64 of each block, which Blobdrop stores in the blocks' names when it uploads.
    CRC64,
    /// Nothing: there is no checksum, or comparing was turned off.
    NONE;

    /// The name in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
