package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of several equal parts of a tree, so that several pods share the work. A file belongs to the
/// same part on every run, because only its relative name counts.
///
/// @param index from 0
/// @param count at least 1
public record Shard(int index, int count) {
    public static final Shard WHOLE = new Shard(0, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    /// @param text `I/N` with I from 0 to N-1
    public static Shard parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int index = Integer.parseInt(matcher.group(1));
            int count = Integer.parseInt(matcher.group(2));
            if (index < count) {
                return new Shard(index, count);
            }
        }
        throw Problem.of(
                        Problem.Kind.USAGE,
                        "bad-shard",
                        "--shard cannot be '" + text + "'",
                        "Give I/N with I from 0 to N-1, such as 0/4.")
                .asException();
    }

    boolean holds(String relativeName) {
        byte[] name = relativeName.getBytes(StandardCharsets.UTF_8);
        return count == 1 || Long.remainderUnsigned(Crc64.of(name, 0, name.length), count) == index;
    }
}
