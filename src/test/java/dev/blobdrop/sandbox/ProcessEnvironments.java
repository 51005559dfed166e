package dev.blobdrop.sandbox;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The whole environment of a process in the pod and of one on a laptop.
///
/// @param closedPort a loopback port that refuses connections, as if there were no metadata service
record ProcessEnvironments(
        String accountUrl,
        Path caFile,
        IdentityProvider identities,
        FakeCluster cluster,
        Path azDirectory,
        Path home,
        String searchPath,
        int closedPort) {

    /// What the workload identity webhook and Kubernetes inject, and where the sandbox is.
    Map<String, String> pod() {
        Map<String, String> variables = common();
        variables.put("AZURE_CLIENT_ID", identities.clientId());
        variables.put("AZURE_TENANT_ID", identities.tenantId());
        variables.put("AZURE_FEDERATED_TOKEN_FILE", cluster.tokenFile().toString());
        variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        variables.put("KUBERNETES_SERVICE_PORT", "443");
        variables.put("HOSTNAME", cluster.podName());
        variables.put("PATH", searchPath);
        return Map.copyOf(variables);
    }

    /// A developer's machine where the Azure CLI is signed in.
    Map<String, String> laptop() {
        Map<String, String> variables = common();
        variables.put("PATH", azDirectory + File.pathSeparator + searchPath);
        return Map.copyOf(variables);
    }

    private Map<String, String> common() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("STORAGE_ACCOUNT_URL", accountUrl);
        variables.put("BLOBDROP_CA_FILE", caFile.toString());
        variables.put("AZURE_AUTHORITY_HOST", identities.authorityHost());
        variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:" + closedPort);
        variables.put("HOME", home.toString());
        return variables;
    }
}
