package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What happens when a blob of that name is already there. The service decides, by a condition on
/// the write itself, so no race can overwrite anything unasked.
public enum ConflictPolicy {
    FAIL("fail"),
    SKIP("skip"),
    REPLACE("replace"),
    /// Upload under the first free name: `report (1).csv`.
    KEEP_BOTH("keep-both");

    private final String id;

    ConflictPolicy(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /// @throws dev.blobdrop.core.problem.ProblemException for any other name, with the list
    public static ConflictPolicy parse(String id) {
        return Arrays.stream(values())
                .filter(policy -> policy.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                Problem.Kind.USAGE,
                                                "bad-policy",
                                                "--if-exists cannot be '" + id + "'",
                                                "Known are "
                                                        + Arrays.stream(values())
                                                                .map(ConflictPolicy::id)
                                                                .collect(Collectors.joining(", "))
                                                        + ".")
                                        .asException());
    }
}
