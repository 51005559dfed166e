package dev.blobdrop.core.transfer;

/// What happens when a file changes while it is read. A mixture of old and new content is never
/// committed.
public enum IfChanged {
    /// Fail.
    FAIL("fail"),
    /// Start over, a few times; blocks that are still the same are not sent again.
    RETRY("retry"),
    /// For logs: upload the content at the time of opening, if the file has only grown since.
    PREFIX("prefix");

    private final String id;

    IfChanged(String id) {
        this.id = id;
    }

    /// The name as an option's value.
    public String id() {
        return id;
    }
}
