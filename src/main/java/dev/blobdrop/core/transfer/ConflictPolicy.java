package dev.blobdrop.core.transfer;

import java.util.Arrays;
import java.util.Optional;

/// What happens when a blob of that name already exists. The service decides by a condition on the
/// write itself, so no race can overwrite a blob unasked.
public enum ConflictPolicy {
    /// Report a conflict.
    FAIL("fail"),
    /// Leave the blob.
    SKIP("skip"),
    /// Overwrite the blob.
    REPLACE("replace"),
    /// Upload under the first free name: `report (1).csv`.
    KEEP_BOTH("keep-both"),
    /// Replace a blob that was written before the file was last modified.
    IF_NEWER("if-newer"),
    /// Replace a blob with different content. A blob without a checksum counts as different.
    IF_DIFFERENT("if-different");

    private final String id;

    ConflictPolicy(String id) {
        this.id = id;
    }

    /// The name as an option's value.
    public String id() {
        return id;
    }

    /// The policy with this name; empty for any other.
    public static Optional<ConflictPolicy> of(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id.equals(id)).findFirst();
    }
}
