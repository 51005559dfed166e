package dev.blobdrop.core.transfer;

import dev.blobdrop.core.config.Choice;
import java.util.Arrays;
import java.util.Optional;

/// What happens when a blob of that name is already there. The service decides, by a condition on
/// the write itself, so no race can overwrite anything unasked.
public enum ConflictPolicy {
    FAIL("fail"),
    SKIP("skip"),
    REPLACE("replace"),
    /// Upload under the first free name: `report (1).csv`.
    KEEP_BOTH("keep-both"),
    /// Replace what was written before the file was last modified; leave the rest.
    IF_NEWER("if-newer"),
    /// Replace what has another content; leave what is the same already. What the service holds no
    /// checksum of counts as another content.
    IF_DIFFERENT("if-different");

    private final String id;

    ConflictPolicy(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /// The policy of this name; empty for any other.
    public static Optional<ConflictPolicy> of(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id.equals(id)).findFirst();
    }

    /// @throws dev.blobdrop.core.problem.ProblemException for any other name, with the list
    public static ConflictPolicy parse(String id) {
        return Choice.parse("--if-exists", id, values(), ConflictPolicy::id);
    }
}
