package dev.blobdrop.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that connects to Azure, as typed. Where one is missing,
/// [CredentialPlan][dev.blobdrop.core.identity.CredentialPlan] or the command reads the environment
/// variable that its description names.
public final class ConnectionOptions {
    /// The storage account: a name, a host or a URL.
    @Option(
            names = "--account-url",
            paramLabel = "URL",
            description = "Storage account: name, host or URL (or STORAGE_ACCOUNT_URL), such as"
                    + " https://contosodata.blob.core.windows.net. There is no default.")
    public Optional<String> accountUrl = Optional.empty();

    /// The container's name.
    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "Container (or BLOBDROP_CONTAINER; default: workloadidentity).")
    public Optional<String> container = Optional.empty();

    /// The id of a [CredentialKind][dev.blobdrop.core.identity.CredentialKind].
    @Option(
            names = "--credential",
            completionCandidates = Choices.Credential.class,
            paramLabel = "KIND",
            defaultValue = "default",
            description = "How to sign in: default, workload-identity, environment, managed-identity,"
                    + " azure-cli, azure-powershell, azure-developer-cli, browser, device-code or broker."
                    + " 'default' tries them one after the other, in the order of the Azure library.")
    public String credential;

    /// The time limit for az, azd and PowerShell; see [OptionValues#duration].
    @Option(
            names = "--credential-timeout",
            paramLabel = "TIME",
            description = "Time limit for az, azd or PowerShell (or BLOBDROP_CREDENTIAL_TIMEOUT; default: 10s"
                    + " each, 1m for a single --credential).")
    public Optional<String> credentialTimeout = Optional.empty();

    /// The tenant to sign in to.
    @Option(names = "--tenant", paramLabel = "ID", description = "Tenant to sign in to (or AZURE_TENANT_ID).")
    public Optional<String> tenant = Optional.empty();

    /// The client id of the application or managed identity.
    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "Client id of the application or managed identity (or AZURE_CLIENT_ID).")
    public Optional<String> clientId = Optional.empty();

    /// The address of the identity provider.
    @Option(
            names = "--authority-host",
            paramLabel = "URL",
            description = "Identity provider's URL (or AZURE_AUTHORITY_HOST; default: from the account's cloud,"
                    + " such as https://login.microsoftonline.com/).")
    public Optional<String> authorityHost = Optional.empty();

    /// Further hosts that may receive tokens; see
    /// [TrustedHosts][dev.blobdrop.core.config.TrustedHosts].
    @Option(
            names = "--trust-host",
            paramLabel = "HOST",
            description = "Also send tokens to this storage host, such as files.contoso.com (or"
                    + " BLOBDROP_TRUST_HOST). Can be repeated. Not needed for Azure's own"
                    + " hosts and this machine.")
    public List<String> trustHosts = new ArrayList<>();

    /// A PEM file of certificates to trust besides the system's.
    @Option(
            names = "--ca-file",
            paramLabel = "PEM",
            description = "Also trust the certificate authorities in this file, for sign-in and storage (or"
                    + " BLOBDROP_CA_FILE).")
    public Optional<Path> caFile = Optional.empty();

    /// How long to wait for a new federated credential; see [OptionValues#duration].
    @Option(
            names = "--wait-for-identity",
            paramLabel = "TIME",
            description = "Retry for up to TIME, such as 2m, while the federated credential does not work yet."
                    + " New ones can take a few minutes.")
    public Optional<String> waitForIdentity = Optional.empty();

    /// How long to wait for a new role assignment; see [OptionValues#duration].
    @Option(
            names = "--wait-for-access",
            paramLabel = "TIME",
            description = "Retry for up to TIME, such as 10m, while the role assignment does not work yet. New"
                    + " ones can take up to 10 minutes.")
    public Optional<String> waitForAccess = Optional.empty();

    /// `text` or `json`.
    @Option(
            names = "--output",
            completionCandidates = Choices.Form.class,
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text, or json: one object per line, the last one a summary.")
    public String output = "text";

    /// Whether to print every retry, and what the service and the library reported.
    @Option(names = "--verbose", description = "Print every retry, and the messages of the service and the library.")
    public boolean verbose;
}
