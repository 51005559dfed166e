package dev.blobdrop.core.diagnosis.manifest;

import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.annotation;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.containers;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.map;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.maps;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.namespace;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// Checks a pod, except for its containers' variables, for what keeps this program from running or
/// from getting an identity: nodes, shards, and keys that nothing reads.
///
/// @param where the object that contains the pod
/// @param object the pod, or what creates it
record PodRules(String where, Map<String, Object> object, Map<String, Object> pod, List<Map<String, Object>> objects) {
    private static final int SHORTEST = 3600;
    private static final int LONGEST = 86400;

    /// Whether one of the containers runs this program.
    boolean isOurs() {
        return ours().stream().anyMatch(BlobdropContainer::isOurs);
    }

    private List<BlobdropContainer> ours() {
        return containers(map(pod.get("spec"))).stream()
                .map(each -> BlobdropContainer.of(where, namespace(object), each, objects))
                .filter(BlobdropContainer::isOurs)
                .toList();
    }

    void examine(List<Mistake> mistakes) {
        Map<String, Object> metadata = map(pod.get("metadata"));
        keys(where, metadata, true, mistakes);
        expiration(where, metadata, mistakes);
        for (BlobdropContainer container : ours()) {
            container.examine(mistakes);
            container.shard().ifPresent(shard -> shards(shard, mistakes));
        }
        if (isOurs()) {
            system(mistakes);
        }
    }

    /// Finds keys that the webhook does not read: retired ones of AAD Pod Identity, misplaced ones
    /// and mistyped ones.
    static void keys(String where, Map<String, Object> metadata, boolean pod, List<Mistake> mistakes) {
        if (map(metadata.get("labels")).containsKey("aadpodidbinding")) {
            mistakes.add(new Mistake(
                    where,
                    "A2",
                    "the label aadpodidbinding belongs to AAD Pod Identity, which is" + " retired",
                    "Replace it with the label " + WebhookKey.USE_LABEL + ": \"true\""));
        }
        for (String part : List.of("labels", "annotations")) {
            for (String key : map(metadata.get(part)).keySet()) {
                WebhookKey.meantBy(key)
                        .filter(meant -> !meant.key().equals(key) || !meant.isAt(part, pod))
                        .ifPresent(meant -> mistakes.add(new Mistake(
                                where,
                                meant.row(),
                                "the "
                                        + part.replaceFirst("s$", "")
                                        + " "
                                        + key
                                        + " has no effect"
                                        + (pod ? " on a pod" : " on a service account"),
                                "Write it as the " + meant.place())));
            }
        }
    }

    static void expiration(String where, Map<String, Object> metadata, List<Mistake> mistakes) {
        Object given = map(metadata.get("annotations")).get(WebhookKey.PREFIX + "service-account-token-expiration");
        if (given != null && !isExpiration(String.valueOf(given))) {
            mistakes.add(new Mistake(
                    where,
                    "D17",
                    "the token expiration '"
                            + given
                            + "' is not a number of seconds from 3600 to 86400, so the webhook rejects the pod",
                    "Set " + WebhookKey.PREFIX + "service-account-token-expiration: \"3600\""));
        }
    }

    private static boolean isExpiration(String text) {
        return text.matches("\\d{4,5}") && Integer.parseInt(text) >= SHORTEST && Integer.parseInt(text) <= LONGEST;
    }

    /// The image is for Linux, and the webhook does not serve virtual nodes.
    private void system(List<Mistake> mistakes) {
        Map<String, Object> spec = map(pod.get("spec"));
        String node = String.valueOf(spec.get("nodeSelector")) + spec.get("affinity");
        boolean windows = text(map(spec.get("os")), "name").equals("windows")
                || node.contains("os=windows")
                || node.contains("values=[windows]");
        if (windows) {
            mistakes.add(new Mistake(
                    where,
                    "",
                    "the pod runs on Windows nodes, but the image is for Linux",
                    "Set nodeSelector: {kubernetes.io/os: linux}"));
        }
        if (node.contains("type=virtual-kubelet")) {
            mistakes.add(new Mistake(
                    where,
                    "A3",
                    "the pod runs on virtual nodes, where workload identity does not work",
                    "Remove the node selector type: virtual-kubelet"));
        }
    }

    /// Exactly one pod of the Job must upload each part.
    private void shards(Matcher shard, List<Mistake> mistakes) {
        Map<String, Object> spec = jobSpec();
        if (spec.isEmpty()) {
            return;
        }
        int completions = spec.get("completions") instanceof Number number ? number.intValue() : 1;
        int parts = Integer.parseInt(shard.group(2));
        boolean byIndex = shard.group(1).contains("JOB_COMPLETION_INDEX");
        if (byIndex && completions != parts) {
            mistakes.add(new Mistake(
                    where,
                    "",
                    "--shard divides the files into " + parts + " parts, but the Job has completions: " + completions,
                    "Set completions: " + parts));
        }
        if (byIndex && !text(spec, "completionMode").equals("Indexed")) {
            mistakes.add(new Mistake(
                    where,
                    "",
                    "--shard needs JOB_COMPLETION_INDEX, which only an Indexed Job has",
                    "Set completionMode: Indexed"));
        }
        if (!byIndex && completions > 1) {
            mistakes.add(new Mistake(
                    where,
                    "",
                    "each of the " + completions + " pods uploads the same part",
                    "Write --shard=$(JOB_COMPLETION_INDEX)/" + parts + " and set completionMode: Indexed"));
        }
    }

    private Map<String, Object> jobSpec() {
        Map<String, Object> spec = map(object.get("spec"));
        return switch (text(object, "kind")) {
            case "Job" -> spec;
            case "CronJob" -> map(map(spec.get("jobTemplate")).get("spec"));
            default -> Map.of();
        };
    }

    /// Checks tokens that the manifest mounts itself.
    void ownToken(List<Mistake> mistakes) {
        for (Map<String, Object> volume : maps(map(pod.get("spec")).get("volumes"))) {
            tokens(volume).forEach(token -> ownToken(token, mistakes));
        }
    }

    /// The names of the volumes with a token for the identity provider.
    Set<String> tokenVolumes() {
        return maps(map(pod.get("spec")).get("volumes")).stream()
                .filter(volume -> !tokens(volume).isEmpty())
                .map(volume -> text(volume, "name"))
                .collect(Collectors.toSet());
    }

    /// The variables that the manifest sets in a container, with their values as far as known.
    Map<String, String> variables(Map<String, Object> container) {
        return BlobdropContainer.of(where, namespace(object), container, objects)
                .variables();
    }

    private List<Map<String, Object>> tokens(Map<String, Object> volume) {
        return maps(map(volume.get("projected")).get("sources")).stream()
                .map(source -> map(source.get("serviceAccountToken")))
                .filter(token -> !token.isEmpty() && isForAzure(volume, token))
                .toList();
    }

    /// Decided by audience, file name, or mount path.
    private boolean isForAzure(Map<String, Object> volume, Map<String, Object> token) {
        String name = text(volume, "name");
        return text(token, "audience").startsWith("api://")
                || text(token, "path").startsWith("azure-identity")
                || containers(map(pod.get("spec"))).stream()
                        .flatMap(each -> maps(each.get("volumeMounts")).stream())
                        .filter(mount -> text(mount, "name").equals(name))
                        .anyMatch(mount -> isAzurePath(text(mount, "mountPath")));
    }

    private boolean isAzurePath(String path) {
        return path.startsWith("/var/run/secrets/azure")
                || containers(map(pod.get("spec"))).stream()
                        .map(each -> variables(each).getOrDefault("AZURE_FEDERATED_TOKEN_FILE", ""))
                        .anyMatch(file -> !path.isEmpty() && file.startsWith(path));
    }

    private void ownToken(Map<String, Object> token, List<Mistake> mistakes) {
        String audience = text(token, "audience");
        boolean right =
                audience.startsWith("api://AzureADTokenExchange") || audience.equals("api://AKSIdentityBinding");
        if (!right) {
            mistakes.add(new Mistake(
                    where,
                    "D4a",
                    "the mounted token is for "
                            + (audience.isEmpty()
                                    ? "the Kubernetes API, because it has no audience"
                                    : "the audience '" + audience + "'"),
                    "Set audience: api://AzureADTokenExchange"));
        }
        boolean life = token.get("expirationSeconds") instanceof Number seconds
                && (seconds.longValue() < 600 || seconds.longValue() > LONGEST);
        if (life) {
            mistakes.add(new Mistake(
                    where,
                    "D17",
                    "the mounted token is requested for "
                            + token.get("expirationSeconds")
                            + " seconds; it must be 600 to 86400",
                    "Set expirationSeconds: 3600"));
        }
    }

    /// Checks whether the annotation names a container that does not exist, or ours.
    void skipped(List<Mistake> mistakes) {
        String list = annotation(map(pod.get("metadata")), "skip-containers");
        List<String> names = containers(map(pod.get("spec"))).stream()
                .map(each -> text(each, "name"))
                .toList();
        List<String> mentioned = List.of(list.split(";"));
        if (list.isBlank()
                || list.contains(",")
                || mentioned.stream().map(String::strip).toList().containsAll(names)) {
            return;
        }
        for (String name : mentioned.stream().map(String::strip).toList()) {
            if (!name.isEmpty() && !names.contains(name)) {
                mistakes.add(new Mistake(
                        where,
                        "A5",
                        "skip-containers lists '" + name + "', but the pod has no such" + " container",
                        "The containers are: " + String.join(", ", names)));
            } else if (ours().stream()
                    .anyMatch(each -> text(each.container(), "name").equals(name))) {
                mistakes.add(new Mistake(
                        where,
                        "A5",
                        "skip-containers lists " + name + ", which needs the identity",
                        "Remove " + name + " from " + WebhookKey.PREFIX + "skip-containers"));
            }
        }
    }
}
