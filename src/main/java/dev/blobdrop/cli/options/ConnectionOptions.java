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
            description = "The storage account: its name, host or URL (or STORAGE_ACCOUNT_URL), such as"
                    + " https://contosodata.blob.core.windows.net. There is no default.")
    public Optional<String> accountUrl = Optional.empty();

    /// The container's name.
    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "The container (or BLOBDROP_CONTAINER; default: workloadidentity).")
    public Optional<String> container = Optional.empty();

    /// The id of a [CredentialKind][dev.blobdrop.core.identity.CredentialKind].
    @Option(
            names = "--credential",
            completionCandidates = Choices.Credential.class,
            paramLabel = "KIND",
            defaultValue = "default",
            description = "How to sign in: default, workload-identity, environment, managed-identity,"
                    + " azure-cli, azure-powershell, azure-developer-cli, browser,"
                    + " device-code or broker. 'default' asks one after the other, in the"
                    + " Azure library's own order.")
    public String credential;

    /// The time limit for az, azd and PowerShell; see [OptionValues#duration].
    @Option(
            names = "--credential-timeout",
            paramLabel = "TIME",
            description = "How long az, azd or PowerShell may take (or BLOBDROP_CREDENTIAL_TIMEOUT;"
                    + " default: 10s each, 1m when it is the only one asked).")
    public Optional<String> credentialTimeout = Optional.empty();

    /// The tenant to sign in to.
    @Option(names = "--tenant", paramLabel = "ID", description = "The tenant to sign in to (or AZURE_TENANT_ID).")
    public Optional<String> tenant = Optional.empty();

    /// The client id of the application or managed identity.
    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "The client id of the application or managed identity (or AZURE_CLIENT_ID).")
    public Optional<String> clientId = Optional.empty();

    /// The address of the identity provider.
    @Option(
            names = "--authority-host",
            paramLabel = "URL",
            description = "The identity provider's address (or AZURE_AUTHORITY_HOST); by default that of"
                    + " the account's cloud, such as https://login.microsoftonline.com/.")
    public Optional<String> authorityHost = Optional.empty();

    /// Further hosts that may receive tokens; see
    /// [TrustedHosts][dev.blobdrop.core.config.TrustedHosts].
    @Option(
            names = "--trust-host",
            paramLabel = "HOST",
            description = "Send tokens to this storage host too, such as files.contoso.com (or"
                    + " BLOBDROP_TRUST_HOST); may be given more than once. Azure's own hosts"
                    + " and this machine need none.")
    public List<String> trustHosts = new ArrayList<>();

    /// A PEM file of certificates to trust besides the system's.
    @Option(
            names = "--ca-file",
            paramLabel = "PEM",
            description = "Certificates to trust besides the system's own, for sign-in and storage"
                    + " (or BLOBDROP_CA_FILE).")
    public Optional<Path> caFile = Optional.empty();

    /// How long to wait for a new federated credential; see [OptionValues#duration].
    @Option(
            names = "--wait-for-identity",
            paramLabel = "TIME",
            description = "Keep asking that long while the federated credential is not known yet, such"
                    + " as 2m. New ones take some minutes.")
    public Optional<String> waitForIdentity = Optional.empty();

    /// How long to wait for a new role assignment; see [OptionValues#duration].
    @Option(
            names = "--wait-for-access",
            paramLabel = "TIME",
            description = "Keep asking that long while the role assignment does not work yet, such as"
                    + " 10m. New ones take up to ten minutes.")
    public Optional<String> waitForAccess = Optional.empty();

    /// `text` or `json`.
    @Option(
            names = "--output",
            completionCandidates = Choices.Form.class,
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text, or json: one object a line, the last one a summary.")
    public String output = "text";

    /// Whether to print every retry, and what the service and the library reported.
    @Option(names = "--verbose", description = "Say more: every retry, and what the service and the library said.")
    public boolean verbose;
}
