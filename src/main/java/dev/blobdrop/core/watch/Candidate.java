package dev.blobdrop.core.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A file that is to be sent once it is finished. For one thread.
final class Candidate {
    /// After a file was closed; many programs close a file under a passing name and rename it.
    private static final Duration AFTER_CLOSE = Duration.ofMillis(200);

    /// A file that was last modified so long ago, as it is first seen, is finished.
    private static final Duration OLD = Duration.ofSeconds(60);

    /// What is known of whoever writes it.
    private enum Writer {
        /// Nothing: a walk has met it. It is finished when it stays the same for a while.
        UNKNOWN,
        /// It was created and may be about to be written.
        BEGUN,
        /// Somebody has it open and has written to it.
        WRITING,
        /// It was closed or renamed into its place.
        FINISHED
    }

    private final Path path;
    private final Duration settle;
    private Writer writer = Writer.UNKNOWN;
    private Optional<FileSignature> seen = Optional.empty();
    private long since;
    private boolean sending;

    Candidate(Path path, Duration settle, long now) {
        this.path = path;
        this.settle = settle;
        this.since = now;
    }

    Path path() {
        return path;
    }

    /// As it was when it was last looked at; when it is being sent, as it was just before.
    FileSignature stamp() {
        return seen.orElseThrow();
    }

    Optional<FileSignature> seen() {
        return seen;
    }

    boolean isSending() {
        return sending;
    }

    boolean isBeingWritten() {
        return writer == Writer.WRITING || writer == Writer.BEGUN;
    }

    void created(long now) {
        become(Writer.BEGUN, now);
    }

    void written(long now) {
        become(Writer.WRITING, now);
    }

    void finished(long now) {
        become(Writer.FINISHED, now);
    }

    /// The kernel may have lost notes of it: only looking tells.
    void uncertain(long now) {
        become(Writer.UNKNOWN, now);
    }

    private void become(Writer next, long now) {
        writer = next;
        since = now;
    }

    /// Begins or ends sending it; what its writer does meanwhile is noticed.
    void sending(boolean is) {
        sending = is;
        writer = is ? Writer.FINISHED : writer;
    }

    /// As a walk has met it.
    void found(FileSignature stamp) {
        seen = Optional.of(stamp);
    }

    /// What to do with a candidate now.
    enum Verdict {
        WAIT,
        SEND,
        /// It is gone, or is no file any more.
        DROP
    }

    /// @param before whether an earlier content of it was sent: then it rests a while after each
    ///     change, so that a file that is appended to line by line is not sent line by line
    Verdict judge(long now, boolean before) {
        return switch (writer) {
            case WRITING -> Verdict.WAIT;
            case FINISHED -> rested(now, before ? settle : AFTER_CLOSE) ? look() : Verdict.WAIT;
            case BEGUN -> judgeBegun(now);
            case UNKNOWN -> judgeUnknown(now);
        };
    }

    /// A hard link is created whole. An empty file is only begun: its writer will close it.
    private Verdict judgeBegun(long now) {
        if (!rested(now, settle)) {
            return Verdict.WAIT;
        }
        Verdict verdict = look();
        return verdict == Verdict.SEND && stamp().size() == 0 ? Verdict.WAIT : verdict;
    }

    private Verdict judgeUnknown(long now) {
        boolean old = seen.filter(stamp -> stamp.modified().isBefore(longAgo())).isPresent();
        if (!old && !rested(now, settle)) {
            return Verdict.WAIT;
        }
        Optional<FileSignature> before = seen;
        Verdict verdict = look();
        if (verdict == Verdict.SEND && !seen.equals(before)) {
            since = now;
            return Verdict.WAIT;
        }
        return verdict;
    }

    private static Instant longAgo() {
        return Instant.now().minus(OLD);
    }

    private boolean rested(long now, Duration time) {
        return now - since >= time.toNanos();
    }

    private Verdict look() {
        seen = FileSignature.of(path);
        return seen.isPresent() ? Verdict.SEND : Verdict.DROP;
    }
}
