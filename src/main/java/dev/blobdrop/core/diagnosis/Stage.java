package dev.blobdrop.core.diagnosis;

/// The stages between a pod and its blob, in the order in which they are passed.
public enum Stage {
    PLACE("place", "Place and settings"),
    INJECTION("injection", "Variables of workload identity"),
    TOKEN_FILE("token file", "Federated token file"),
    CLAIMS("claims", "What the token says"),
    NETWORK("network", "Names, connections, certificates"),
    EXCHANGE("exchange", "Sign-in"),
    IDENTITY("identity", "Who that is"),
    CHALLENGE("challenge", "The storage account"),
    CONTAINER("container", "The container"),
    LIST("list", "Listing it"),
    WRITE("write", "Writing to it");

    private final String id;
    private final String title;

    Stage(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }
}
