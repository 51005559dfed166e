package dev.blobdrop.core.transfer;

/// How many files or blobs a run has found, how they ended, and their bytes, at one moment.
///
/// @param found including those that ended
/// @param done those that were uploaded, downloaded or deleted
/// @param bytesFound the total size of what was found
/// @param bytesDone each kind of snapshot says which bytes count
public record Counts(long found, long done, long skipped, long failed, long bytesFound, long bytesDone) {
    /// All zero.
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /// How many are done, skipped or failed.
    public long ended() {
        return done + skipped + failed;
    }

    /// How many were found and have not ended.
    public long left() {
        return found - ended();
    }
}
