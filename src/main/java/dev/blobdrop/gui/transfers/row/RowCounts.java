package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.transfer.Counts;
import dev.blobdrop.gui.base.Texts;

/// The counts of a row, over all its runs.
///
/// @param counts of files and bytes; files that wait for an answer count as found
/// @param questions files whose names are taken, without an answer yet
/// @param more whether more files may be found
record RowCounts(Counts counts, long questions, boolean more) {
    static final RowCounts NONE = new RowCounts(Counts.NONE, 0, false);

    static RowCounts of(DropRuns.Moment now, DropResults.Outcomes ended) {
        return new RowCounts(
                new Counts(
                        Math.max(now.found(), ended.all() + ended.questions()),
                        ended.uploaded(),
                        ended.skipped(),
                        ended.failed(),
                        now.bytesFound(),
                        now.bytesDone()),
                ended.questions(),
                now.scanning());
    }

    long found() {
        return counts.found();
    }

    long uploaded() {
        return counts.done();
    }

    long skipped() {
        return counts.skipped();
    }

    long failed() {
        return counts.failed();
    }

    long ended() {
        return counts.ended();
    }

    /// Files found that neither ended nor wait for an answer.
    long left() {
        return counts.left() - questions;
    }

    long bytesLeft() {
        return Math.max(0, counts.bytesFound() - counts.bytesDone());
    }

    /// `7 of 12`, or `7 of 12+` while more may be found.
    String words() {
        return Texts.of("transfers.counts", ended(), found(), more ? "+" : "");
    }
}
