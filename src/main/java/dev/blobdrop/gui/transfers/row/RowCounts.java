package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.transfer.Counts;
import dev.blobdrop.gui.base.Texts;

/// What a row counts, over all its runs.
///
/// @param counts of files, those that wait for an answer among those found
/// @param questions files whose names are taken
/// @param more whether there may be files that are not among those found
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

    /// Found, and neither ended nor asked about.
    long left() {
        return counts.left() - questions;
    }

    /// `7 of 12`, or `7 of 12+` while more may be found.
    String words() {
        return Texts.of("transfers.counts", ended(), found(), more ? "+" : "");
    }
}
