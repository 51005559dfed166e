package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.transfer.local.SourceCount;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import dev.blobdrop.gui.session.SessionModel;
import java.nio.file.Path;
import java.util.List;

/// The files and bytes of a drop, counted before anything is sent. A large drop waits to be
/// confirmed, because a folder is easily dropped by mistake.
final class DropEstimate {
    static final long MANY_FILES = 1_000;
    static final long MANY_BYTES = 10_000_000_000L;

    private final SessionModel session;
    private final SourceCount count = new SourceCount();
    private boolean begun;
    private boolean counted;
    private boolean confirmed;
    private boolean whole;
    private volatile boolean cancelled;

    DropEstimate(SessionModel session) {
        this.session = session;
    }

    /// Starts counting; later calls do nothing.
    void begin(List<Path> sources) {
        if (!begun) {
            begun = true;
            session.threads()
                    .work(
                            () -> {
                                count.count(sources, () -> cancelled);
                                return true;
                            },
                            done -> {
                                counted = true;
                                whole = !cancelled;
                            },
                            problem -> counted = true);
        }
    }

    void cancel() {
        cancelled = true;
    }

    void confirm() {
        confirmed = true;
    }

    boolean isCounting() {
        return !counted;
    }

    /// Whether it waits to be confirmed.
    boolean isQuestion() {
        return counted && !confirmed && (count.files() > MANY_FILES || count.bytes() > MANY_BYTES);
    }

    /// The progress of the runs, measured against everything counted where the engine has not found
    /// everything: not yet, or because it was cancelled or stopped.
    DropRuns.Moment over(DropRuns.Moment now) {
        return now.scanning() && whole ? now.within(count.files(), count.bytes()) : now;
    }

    /// How many files were counted so far; empty for none.
    String counts() {
        return count.files() == 0 ? "" : Texts.of("transfers.files", count.files());
    }

    /// @param target empty while unknown
    String words(String target) {
        String size = Units.size(count.bytes());
        return target.isEmpty()
                ? Texts.of("transfers.plan", count.files(), size)
                : Texts.of("transfers.plan.to", count.files(), size, target);
    }
}
