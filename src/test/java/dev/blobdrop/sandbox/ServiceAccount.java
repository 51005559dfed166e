package dev.blobdrop.sandbox;

/// A Kubernetes service account, whose name is what a federated credential trusts.
public record ServiceAccount(String namespace, String name) {

    /// The `sub` claim of its tokens.
    public String subject() {
        return "system:serviceaccount:" + namespace + ":" + name;
    }
}
