package dev.blobdrop.packaging;

import dev.blobdrop.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a container of a restricted pod runs: what Kubernetes and the webhook give it, and nothing
/// else.
///
/// @param tokens where the webhook of this version mounts the service account's token
record RestrictedPod(Sandbox azure, Path data, String tokens) {
    /// azure-workload-identity v1.6, and v1.5 and older.
    static final String V1_6 = "/var/run/secrets/azure/wi/token";

    static final String V1_5 = "/var/run/secrets/azure/tokens";

    private static final String CA = "/etc/sandbox/ca.pem";

    /// Four variables of the webhook, those of Kubernetes and of the manifest, and where the
    /// sandbox's certificate is.
    Map<String, String> environment() {
        Map<String, String> given = azure.podEnvironment();
        Map<String, String> variables = new TreeMap<>();
        for (String name : List.of(
                "AZURE_CLIENT_ID",
                "AZURE_TENANT_ID",
                "AZURE_AUTHORITY_HOST",
                "KUBERNETES_SERVICE_HOST",
                "KUBERNETES_SERVICE_PORT",
                "HOSTNAME",
                "STORAGE_ACCOUNT_URL",
                "AZURE_POD_IDENTITY_AUTHORITY_HOST")) {
            variables.put(name, given.get(name));
        }
        variables.put("AZURE_FEDERATED_TOKEN_FILE", tokens + "/" + tokenFile().getFileName());
        variables.put("BLOBDROP_CA_FILE", CA);
        variables.put("BLOBDROP_CONTAINER", azure.container());
        variables.put("BLOBDROP_POD_NAMESPACE", azure.cluster().serviceAccount().namespace());
        variables.put("BLOBDROP_POD_NAME", azure.cluster().podName());
        variables.put(
                "BLOBDROP_POD_SERVICE_ACCOUNT", azure.cluster().serviceAccount().name());
        variables.put("BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY", "true");
        return variables;
    }

    /// Files and folders of this machine by where the container has them.
    Map<String, Path> mounts() {
        return Map.of(tokens, tokenFile().getParent(), CA, azure.caFile(), "/data", data);
    }

    private Path tokenFile() {
        return azure.cluster().tokenFile();
    }

    /// The arguments of `podman run` up to the image.
    List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "run",
                "--rm",
                "--network=host",
                "--read-only",
                "--read-only-tmpfs=false",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--memory=512m"));
        mounts().forEach((inside, outside) -> options.add("--volume=%s:%s:ro".formatted(outside, inside)));
        environment().forEach((name, value) -> options.add("--env=" + name + "=" + value));
        return options;
    }
}
