package dev.blobdrop.core.diagnosis.manifest;

import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.annotation;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.containers;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.map;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.maps;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Checks the containers of a pod for what breaks workload identity.
///
/// @param where the object that contains the pod
/// @param rules of the pod, which know its volumes and variables
record ContainerRules(String where, Map<String, Object> pod, PodRules rules) {
    private static final String MOUNT = "/var/run/secrets/azure";
    private static final Set<String> INJECTED =
            Set.of("AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_AUTHORITY_HOST");
    private static final Set<String> SECRETS =
            Set.of("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_USERNAME");

    void examine(List<Mistake> mistakes) {
        Map<String, Object> spec = map(pod.get("spec"));
        List<Map<String, Object>> all = containers(spec);
        Set<String> tokens = rules.tokenVolumes();
        for (Map<String, Object> container : all) {
            String name = text(container, "name");
            variables(name, container, !tokens.isEmpty(), mistakes);
            mounts(name, container, tokens, mistakes);
        }
        skipped(all, mistakes);
    }

    /// A manifest that mounts the token itself, without the webhook, must also set the variables
    /// itself.
    private void variables(String name, Map<String, Object> container, boolean ownToken, List<Mistake> mistakes) {
        for (String variableName : rules.variables(container).keySet()) {
            if (!ownToken && INJECTED.contains(variableName)) {
                add(
                        mistakes,
                        "A7",
                        "container " + name + " sets " + variableName + " by hand; the webhook never overwrites it",
                        "Remove it from the container's env");
            }
            if (SECRETS.contains(variableName)) {
                add(
                        mistakes,
                        "A8",
                        "container "
                                + name
                                + " sets "
                                + variableName
                                + ", which the default chain uses before workload identity",
                        "Remove it from the container's env");
            }
            if (variableName.equals("AZURE_TOKEN_CREDENTIALS")) {
                add(
                        mistakes,
                        "A9",
                        "container " + name + " limits the default chain to some credentials",
                        "Remove AZURE_TOKEN_CREDENTIALS from the container's env, or set it to prod");
            }
        }
    }

    private void mounts(String name, Map<String, Object> container, Set<String> tokens, List<Mistake> mistakes) {
        for (Map<String, Object> mount : maps(container.get("volumeMounts"))) {
            boolean token = text(mount, "mountPath").startsWith(MOUNT) || tokens.contains(text(mount, "name"));
            boolean part = !text(mount, "subPath").isEmpty()
                    || !text(mount, "subPathExpr").isEmpty();
            if (token && part) {
                add(
                        mistakes,
                        "B5",
                        "container " + name + " mounts the token with subPath, so it is never refreshed",
                        "Mount the volume without subPath");
            }
        }
    }

    private void skipped(List<Map<String, Object>> all, List<Mistake> mistakes) {
        String list = annotation(map(pod.get("metadata")), "skip-containers");
        Set<String> skipped = Arrays.stream(list.split(";")).map(String::strip).collect(Collectors.toSet());
        boolean none = !list.isBlank()
                && !all.isEmpty()
                && all.stream().allMatch(each -> skipped.contains(text(each, "name")));
        if (none) {
            add(
                    mistakes,
                    "A5",
                    "skip-containers lists every container, so none gets an identity",
                    "Remove the uploading container from " + WebhookKey.PREFIX + "skip-containers");
        }
        if (list.contains(",")) {
            add(
                    mistakes,
                    "A5",
                    "skip-containers is '" + list + "'; names are separated by semicolons",
                    "Write " + list.replaceAll("\\s*,\\s*", ";"));
        }
    }

    private void add(List<Mistake> mistakes, String row, String says, String fix) {
        mistakes.add(new Mistake(where, row, says, fix));
    }
}
