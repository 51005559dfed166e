package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Parses a value that is one of a list of words.
public final class Choice {
    private Choice() {}

    /// @param what the setting that takes it, such as `if-exists`
    /// @throws dev.blobdrop.core.problem.ProblemException for an unknown word; lists the known ones
    public static <E> E parse(String what, String text, E[] values, Function<E, String> id) {
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Problem.Kind.USAGE,
                                "bad-policy",
                                "Invalid value for " + what + ": '" + text + "'",
                                "Use one of " + Arrays.stream(values).map(id).collect(Collectors.joining(", ")) + ".")
                        .asException());
    }
}
