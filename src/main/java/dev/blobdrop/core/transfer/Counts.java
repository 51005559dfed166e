package dev.blobdrop.core.transfer;

/// How many files or blobs a run has found, how they ended, and their bytes, at one moment.
///
/// @param found those that ended included
/// @param done those that ended as they were meant to: uploaded, downloaded or deleted
/// @param bytesFound the sizes of all that was found
/// @param bytesDone bytes that were dealt with; what counts as that, each snapshot says
public record Counts(long found, long done, long skipped, long failed, long bytesFound, long bytesDone) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public long ended() {
        return done + skipped + failed;
    }

    /// Found, and not ended.
    public long left() {
        return found - ended();
    }
}
