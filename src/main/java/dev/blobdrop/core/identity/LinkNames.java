package dev.blobdrop.core.identity;

import java.util.List;
import java.util.Map;

/// The names of the library's credential classes, and their titles for people.
public final class LinkNames {
    public static final String ENVIRONMENT = "EnvironmentCredential";
    public static final String WORKLOAD_IDENTITY = "WorkloadIdentityCredential";
    public static final String MANAGED_IDENTITY = "ManagedIdentityCredential";
    public static final String INTELLIJ = "IntelliJCredential";
    public static final String VS_CODE = "VisualStudioCodeCredential";
    public static final String AZURE_CLI = "AzureCliCredential";
    public static final String AZURE_POWERSHELL = "AzurePowerShellCredential";
    public static final String AZURE_DEVELOPER_CLI = "AzureDeveloperCliCredential";
    public static final String BROKER = "BrokerCredential";
    public static final String BROWSER = "InteractiveBrowserCredential";
    public static final String DEVICE_CODE = "DeviceCodeCredential";

    /// The order of the library's default chain; `LibraryChainTest` compares it.
    public static final List<String> IN_ORDER = List.of(
            ENVIRONMENT,
            WORKLOAD_IDENTITY,
            MANAGED_IDENTITY,
            INTELLIJ,
            VS_CODE,
            AZURE_CLI,
            AZURE_POWERSHELL,
            AZURE_DEVELOPER_CLI,
            BROKER);

    /// Those for servers, which `AZURE_TOKEN_CREDENTIALS=prod` selects.
    public static final List<String> OF_SERVERS = IN_ORDER.subList(0, 3);

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry(ENVIRONMENT, "Environment"),
            Map.entry(WORKLOAD_IDENTITY, "Workload identity"),
            Map.entry(MANAGED_IDENTITY, "Managed identity"),
            Map.entry(INTELLIJ, "IntelliJ"),
            Map.entry(VS_CODE, "Visual Studio Code"),
            Map.entry(AZURE_CLI, "Azure CLI"),
            Map.entry(AZURE_POWERSHELL, "Azure PowerShell"),
            Map.entry(AZURE_DEVELOPER_CLI, "Azure Developer CLI"),
            Map.entry(BROKER, "Broker"),
            Map.entry(BROWSER, "Browser"),
            Map.entry(DEVICE_CODE, "Device code"));

    private LinkNames() {}

    /// The title of a credential; the name itself if it is unknown.
    public static String title(String name) {
        return TITLES.getOrDefault(name, name);
    }
}
