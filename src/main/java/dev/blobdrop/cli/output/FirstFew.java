package dev.blobdrop.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Lines of which there may be a hundred thousand, such as one for each file that was skipped: of
/// each cause the first few are said and the rest is counted. With `--verbose` each is said. Safe
/// for use by many threads.
final class FirstFew {
    private static final int LINES = 10;

    /// Causes told apart at most: some contain a name, so that there would be as many as files.
    private static final int CAUSES = 12;

    private static final String OTHERS = "other reasons";
    private static final String THERE = "already exists";
    private static final String SAME = ", same content";
    private static final String NOT_OLDER = ", not older than ";
    private static final List<String> ENDS = List.of("already exists", "is as new as the blob", "has the same content");

    private final Output output;
    private final String what;
    private final Map<String, Long> said = new LinkedHashMap<>();

    /// @param what in "and 5 more " + what
    FirstFew(Output output, String what) {
        this.output = output;
        this.what = what;
    }

    /// @param cause what such lines have in common
    /// @param line put together only when it is said
    void say(String cause, Supplier<String> line) {
        if (output.isVerbose() || isFew(cause)) {
            output.note(line.get());
        }
    }

    private synchronized boolean isFew(String cause) {
        boolean apart = said.containsKey(cause) || said.size() < CAUSES;
        return said.merge(apart ? cause : OTHERS, 1L, Long::sum) <= LINES;
    }

    /// What the reasons for leaving something out have in common, without the name that is in them.
    static String cause(String reason) {
        if (reason.startsWith(THERE + " as ")) {
            int older = reason.indexOf(NOT_OLDER);
            return THERE + (older >= 0 ? reason.substring(older) : reason.endsWith(SAME) ? SAME : "");
        }
        return ENDS.stream()
                .filter(end -> reason.endsWith(" " + end))
                .findFirst()
                .orElse(reason);
    }

    /// Says how many more there were. The next ones count from anew.
    synchronized void rest() {
        if (!output.isVerbose()) {
            said.forEach(this::rest);
        }
        said.clear();
    }

    private void rest(String cause, long count) {
        if (count > LINES) {
            output.note("... and "
                    + (count - LINES)
                    + " more "
                    + what
                    + " ("
                    + cause
                    + "); "
                    + (output.isJson() ? "standard output lists all." : "--verbose lists all."));
        }
    }
}
