package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.transfer.checksum.Crc64;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of several equal shares of a tree, so that several pods can divide the work. A file belongs
/// to the same shard on every run, because only its relative name counts.
///
/// @param index from 0
/// @param count at least 1
public record Shard(int index, int count) {
    /// The whole tree.
    public static final Shard WHOLE = new Shard(0, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{0,6})/(\\d{1,6})");

    /// Reads a shard.
    ///
    /// @param text `I/N` with I from 0 to N-1, or `/N`
    /// @param completionIndex used for I where it is omitted: `JOB_COMPLETION_INDEX`, which
    ///     Kubernetes sets in each pod of an Indexed Job
    /// @throws ProblemException when it is not a shard
    public static Shard parse(String text, Optional<String> completionIndex) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            String given = matcher.group(1);
            Optional<String> index = given.isEmpty() ? completionIndex : Optional.of(given);
            int count = Integer.parseInt(matcher.group(2));
            if (index.isEmpty() && count > 0) {
                throw bad(text, "JOB_COMPLETION_INDEX is not set.");
            }
            int number = index.filter(digits -> digits.matches("\\d{1,6}"))
                    .map(Integer::parseInt)
                    .orElse(count);
            if (number < count) {
                return new Shard(number, count);
            }
        }
        throw bad(text, "Use I/N with I from 0 to N-1, such as 0/4, or /N in a pod of an Indexed Job.");
    }

    private static ProblemException bad(String text, String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-shard", "Invalid shard: '" + text + "'", why)
                .asException();
    }

    /// Whether a file belongs to this shard.
    ///
    /// @param relativeName with `/` between folders
    public boolean holds(String relativeName) {
        byte[] name = relativeName.getBytes(StandardCharsets.UTF_8);
        return count == 1 || Long.remainderUnsigned(Crc64.of(name, 0, name.length), count) == index;
    }
}
