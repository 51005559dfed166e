package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.watch.WatchSnapshot;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The exit codes of the command line: a contract that scripts and Kubernetes Jobs depend on. Every
/// command takes its code from here.
///
/// A signal overrides them all: the JVM then exits with one of [#SIGNALS].
public final class ExitCode {
    /// All done. Files skipped on purpose count as done.
    public static final int OK = 0;
    /// A defect of Blobdrop.
    public static final int BUG = 1;
    /// A wrong command line or configuration, a mistake in a manifest, or a named file that cannot
    /// be read.
    public static final int USAGE = 2;
    /// Some files failed, for several reasons or while others succeeded.
    static final int SOME_FAILED = 3;

    /// The exit code after each signal, by the signal's name: 128 plus its number.
    public static final Map<String, Integer> SIGNALS = Map.of("INT", 130, "TERM", 143);

    private ExitCode() {}

    /// The code of a command that failed for one reason.
    public static int of(Problem problem) {
        return of(problem.kind());
    }

    private static int of(Problem.Kind kind) {
        return switch (kind) {
            case BUG -> BUG;
            case USAGE, SOURCE_UNUSABLE -> USAGE;
            case NO_IDENTITY -> 10;
            case IDENTITY_REFUSED -> 11;
            case DENIED_BY_ROLE -> 12;
            case DENIED_BY_NETWORK -> 13;
            case NOT_FOUND -> 14;
            case CONFLICT -> 15;
            case SOURCE_CHANGED -> 16;
            case TRANSIENT -> 20;
        };
    }

    /// The code when a problem shows up after the work is done, such as output that could not be
    /// written: it counts only if nothing failed before.
    public static int after(int exit, Optional<Problem> late) {
        return exit == OK ? late.map(ExitCode::of).orElse(OK) : exit;
    }

    /// The rule for a run of many files. Several kinds of failure in one run give 3, unless one
    /// cause stopped the run:
    /// - A problem that stopped the run gives its own code, even if some files were done before.
    /// - Without failures the code is 0.
    /// - If nothing was done and all failures have the same code, that code.
    /// - Otherwise 3.
    ///
    /// @param failures the kinds of the failures; those with the same code count as one
    static int ofRun(Optional<Problem> stoppedBy, Set<Problem.Kind> failures, long failed, long done) {
        if (stoppedBy.isPresent()) {
            return of(stoppedBy.get());
        }
        if (failed == 0) {
            return OK;
        }
        Set<Integer> codes = failures.stream().map(ExitCode::of).collect(Collectors.toSet());
        return done == 0 && codes.size() == 1 ? codes.iterator().next() : SOME_FAILED;
    }

    static int of(UploadSnapshot last, Set<Problem.Kind> failures) {
        return ofRun(last.stoppedBy(), failures, last.failed(), last.uploaded() + last.skipped());
    }

    /// The code of a download. A disk that fills up after some blobs arrived is not a usage error,
    /// so that stops the run with 3.
    static int of(DownloadSnapshot last, Set<Problem.Kind> failures) {
        if (last.stoppedBy().filter(FileProblems::meetsAll).isPresent() && last.downloaded() > 0) {
            return SOME_FAILED;
        }
        return ofRun(last.stoppedBy(), failures, last.failed(), last.downloaded() + last.skipped());
    }

    static int of(DeletionSnapshot last, Set<Problem.Kind> failures) {
        return ofRun(last.stoppedBy(), failures, last.failed(), last.deleted());
    }

    /// The code of a watch. It retries what failed, so only files that are left at the end count,
    /// and a problem that ended the watch counts as one more failure.
    ///
    /// @param failure the last failure of the watch
    public static int of(WatchSnapshot last, Optional<Problem> failure) {
        boolean ended = last.end().filter(WatchSnapshot.End.PROBLEM::equals).isPresent();
        Set<Problem.Kind> only = last.failures().size() > 1
                ? Set.of()
                : failure.stream().map(Problem::kind).collect(Collectors.toSet());
        return ofRun(Optional.empty(), only, last.left() + (ended ? 1 : 0), last.uploaded() + last.skipped());
    }
}
