package dev.blobdrop.cli;

import java.util.regex.Pattern;

/// How a problem is printed: a title with its code, a sentence, and remedies.
final class OneProblem {
    static final Pattern TEXT = Pattern.compile(
            "Error: [^\\n]+ \\([A-Za-z0-9-]+\\)\\n" + "  [^\\n]+\\n" + "(  How to fix it:\\n(    [^\\n]+\\n)+)?");

    private OneProblem() {}
}
