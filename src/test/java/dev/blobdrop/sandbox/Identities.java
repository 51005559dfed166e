package dev.blobdrop.sandbox;

/// Who and what exists in every sandbox, with identifiers that are easy to recognise.
public final class Identities {
    public static final String TENANT = "11111111-1111-4111-8111-111111111111";
    public static final String TENANT_NAME = "Contoso";

    /// A second directory, known to the identity provider, foreign to the storage account.
    public static final String OTHER_TENANT = "99999999-9999-4999-8999-999999999999";

    /// The user-assigned managed identity that the pod becomes.
    public static final Application POD = Application.managedIdentity(
            "22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333", "blobdrop");

    /// The developer on a laptop.
    public static final User ALICE =
            new User("44444444-4444-4444-8444-444444444444", "alice@contoso.example", "Alice Developer");

    /// Prepares and inspects the account. For tests only.
    public static final Application ADMINISTRATOR = Application.registration(
            "55555555-5555-4555-8555-555555555555", "56565656-5656-4656-8656-565656565656", "sandbox-administrator");

    /// An app registration that signs in by a client secret.
    public static final Application ROBOT = Application.registration(
            "66666666-6666-4666-8666-666666666666", "67676767-6767-4767-8767-676767676767", "robot");

    /// What the cluster's nodes are: not meant for any pod.
    public static final Application NODE = Application.managedIdentity(
            "88888888-8888-4888-8888-888888888888", "89898989-8989-4989-8989-898989898989", "aks-agentpool");

    private Identities() {}
}
