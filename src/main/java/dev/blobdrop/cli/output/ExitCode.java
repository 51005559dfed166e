package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;

/// The exit codes of the command line: a contract that scripts and Kubernetes Jobs depend on. Which
/// one a run of many files gets, [RunProblems#exitCode] decides, and for a watch
/// [WatchReport#exitCode].
public final class ExitCode {
    public static final int OK = 0;
    public static final int BUG = 1;
    public static final int USAGE = 2;
    static final int SOME_FAILED = 3;

    private ExitCode() {}

    public static int of(Problem problem) {
        return switch (problem.kind()) {
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
}
