package dev.blobdrop.core.transfer;

import java.util.Locale;

/// With what the content of a downloaded blob was compared. Whatever it is, each byte was protected
/// on the way by TLS, and each part is of the blob that was seen.
public enum Verification {
    /// The MD5 that is stored with the blob.
    MD5,
    /// The CRC64 of each block, which an upload by this program leaves in the blocks' names.
    CRC64,
    /// Nothing: there is no checksum, or none was to be compared.
    NONE;

    /// As programs read it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
