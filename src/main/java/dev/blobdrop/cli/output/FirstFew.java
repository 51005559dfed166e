package dev.blobdrop.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Limits repeated lines, such as one for each of 100,000 skipped files: prints the first 10 of
/// each cause and counts the rest. With `--verbose` it prints all. Safe for use by many threads.
final class FirstFew {
    private static final int LINES = 10;

    /// The most causes counted separately. Some contain a file name, so there could be one per
    /// file.
    private static final int CAUSES = 12;

    private static final String OTHERS = "other reasons";
    private static final String THERE = "already there";
    private static final String SAME = ", the same content";
    private static final String NOT_OLDER = ", not older than ";
    private static final List<String> ENDS =
            List.of("is already there", "is as new as the blob", "has the same content");

    private final Output output;
    private final String what;
    private final Map<String, Long> said = new LinkedHashMap<>();

    /// @param what in "and 5 more " + what
    FirstFew(Output output, String what) {
        this.output = output;
        this.what = what;
    }

    /// Prints the line, or only counts it.
    ///
    /// @param cause what such lines have in common
    /// @param line built only when it is printed
    void say(String cause, Supplier<String> line) {
        if (output.isVerbose() || isFew(cause)) {
            output.note(line.get());
        }
    }

    private synchronized boolean isFew(String cause) {
        boolean apart = said.containsKey(cause) || said.size() < CAUSES;
        return said.merge(apart ? cause : OTHERS, 1L, Long::sum) <= LINES;
    }

    /// The common part of reasons for skipping a file, without the name in them.
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

    /// Prints how many more there were and starts counting again.
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
                    + (output.isJson() ? "standard output names each." : "--verbose names each."));
        }
    }
}
