package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Parses an option that takes one of a list of words.
public final class Choice {
    private Choice() {}

    /// @throws dev.blobdrop.core.problem.ProblemException for an unknown word; lists the known ones
    public static <E> E parse(String option, String text, E[] values, Function<E, String> id) {
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Problem.Kind.USAGE,
                                "bad-policy",
                                option + " cannot be '" + text + "'",
                                "Use one of " + Arrays.stream(values).map(id).collect(Collectors.joining(", ")) + ".")
                        .asException());
    }
}
