package dev.blobdrop.core.transfer;

import dev.blobdrop.core.config.Choice;

/// What happens when a file changes while it is read. Nothing mixed is ever committed.
public enum IfChanged {
    FAIL("fail"),
    /// Begin again, a few times; blocks that are still the same are not sent again.
    RETRY("retry"),
    /// Upload what the file held when it was opened, if it only grew since: for logs.
    PREFIX("prefix");

    private final String id;

    IfChanged(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /// @throws dev.blobdrop.core.problem.ProblemException for any other name, with the list
    public static IfChanged parse(String id) {
        return Choice.parse("--if-changed", id, values(), IfChanged::id);
    }
}
