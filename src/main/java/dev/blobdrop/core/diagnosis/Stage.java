package dev.blobdrop.core.diagnosis;

/// The stages between a pod and its blob, in order.
public enum Stage {
    PLACE("place", "Environment and settings"),
    INJECTION("injection", "Workload identity variables"),
    TOKEN_FILE("token file", "Federated token file"),
    CLAIMS("claims", "Token claims"),
    NETWORK("network", "DNS, connection, certificate"),
    EXCHANGE("exchange", "Sign-in"),
    IDENTITY("identity", "Identity"),
    CHALLENGE("challenge", "Storage account"),
    CONTAINER("container", "Container"),
    LIST("list", "Listing blobs"),
    WRITE("write", "Writing a blob");

    private final String id;
    private final String title;

    Stage(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /// The name in the JSON form.
    public String id() {
        return id;
    }

    /// The title for people.
    public String title() {
        return title;
    }
}
