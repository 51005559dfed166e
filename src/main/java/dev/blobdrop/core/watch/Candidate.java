package dev.blobdrop.core.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A file that will be sent once it is finished. For one thread.
final class Candidate {
    /// The wait after a file was closed, because many programs close a file under a temporary name
    /// and then rename it.
    private static final Duration AFTER_CLOSE = Duration.ofMillis(200);

    /// A file whose last modification is older than this when it is first found is finished.
    private static final Duration OLD = Duration.ofSeconds(60);

    /// What is known about the process that writes the file.
    private enum Writer {
        /// Nothing: a walk found the file. It is finished when it stays the same for a while.
        UNKNOWN,
        /// The file was created and may be about to be written.
        BEGUN,
        /// A process has the file open and has written to it.
        WRITING,
        /// The file was closed, or renamed to its place.
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

    /// The file as it was last looked at; while it is being sent, as it was just before.
    FileSignature signature() {
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

    /// Events about the file may have been lost, so it has to be checked.
    void uncertain(long now) {
        become(Writer.UNKNOWN, now);
    }

    private void become(Writer next, long now) {
        writer = next;
        since = now;
    }

    /// Marks the file as being sent or not; what its writer does meanwhile is noticed.
    void sending(boolean is) {
        sending = is;
        writer = is ? Writer.FINISHED : writer;
    }

    /// As a walk found it.
    void found(FileSignature signature) {
        seen = Optional.of(signature);
    }

    /// What to do with the file now.
    enum Verdict {
        WAIT,
        SEND,
        /// It is gone, or no longer a file.
        DROP
    }

    /// @param before whether an earlier content of the file was sent: then it must stay the same
    ///     for a while after each change, so that a file to which lines are appended is not sent
    ///     line by line
    Verdict judge(long now, boolean before) {
        return switch (writer) {
            case WRITING -> Verdict.WAIT;
            case FINISHED -> hasPassed(now, before ? settle : AFTER_CLOSE) ? check() : Verdict.WAIT;
            case BEGUN -> judgeBegun(now);
            case UNKNOWN -> judgeUnknown(now);
        };
    }

    /// A hard link is created whole. An empty file was only created: its writer will close it.
    private Verdict judgeBegun(long now) {
        if (!hasPassed(now, settle)) {
            return Verdict.WAIT;
        }
        Verdict verdict = check();
        return verdict == Verdict.SEND && signature().size() == 0 ? Verdict.WAIT : verdict;
    }

    private Verdict judgeUnknown(long now) {
        boolean old = seen.filter(signature -> signature.modified().isBefore(longAgo()))
                .isPresent();
        if (!old && !hasPassed(now, settle)) {
            return Verdict.WAIT;
        }
        Optional<FileSignature> before = seen;
        Verdict verdict = check();
        if (verdict == Verdict.SEND && !seen.equals(before)) {
            since = now;
            return Verdict.WAIT;
        }
        return verdict;
    }

    private static Instant longAgo() {
        return Instant.now().minus(OLD);
    }

    private boolean hasPassed(long now, Duration time) {
        return now - since >= time.toNanos();
    }

    private Verdict check() {
        seen = FileSignature.of(path);
        return seen.isPresent() ? Verdict.SEND : Verdict.DROP;
    }
}
