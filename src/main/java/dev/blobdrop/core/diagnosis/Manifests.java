package dev.blobdrop.core.diagnosis;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Kubernetes objects as `kubectl get -o json` prints them, looked through for what keeps workload
/// identity from working, before anything runs.
public final class Manifests {
    private static final String PREFIX = "azure.workload.identity/";
    private static final String USE = PREFIX + "use";
    private static final Set<String> WORKLOADS =
            Set.of("Pod", "Job", "CronJob", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

    private final List<Map<String, Object>> objects;

    /// One mistake.
    ///
    /// @param where kind, namespace and name of the object
    /// @param row of the catalogue that it leads to
    public record Mistake(String where, String row, String says, String fix) {}

    private Manifests(List<Map<String, Object>> objects) {
        this.objects = objects;
    }

    /// @throws ProblemException when the text is no Kubernetes object in JSON
    public static Manifests parse(String json) {
        try (JsonReader reader = JsonProviders.createReader(json)) {
            Map<String, Object> root = reader.readMap(JsonReader::readUntyped);
            if (root == null || !root.containsKey("kind")) {
                throw unreadable();
            }
            List<Map<String, Object>> objects = new ArrayList<>();
            if (root.get("items") instanceof List<?> items) {
                items.forEach(item -> objects.add(map(item)));
            } else {
                objects.add(root);
            }
            return new Manifests(objects);
        } catch (IOException | IllegalStateException e) {
            throw unreadable();
        }
    }

    private static ProblemException unreadable() {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-manifests",
                        "The manifests cannot be read",
                        "They must be Kubernetes objects in JSON.")
                .withRemedy(
                        "kubectl get job,cronjob,deploy,pod,sa -o json | blobdrop doctor"
                                + " --manifests -")
                .asException();
    }

    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            String kind = text(object, "kind");
            if (kind.equals("ServiceAccount")) {
                serviceAccount(object, mistakes);
            } else if (WORKLOADS.contains(kind)) {
                workload(object, kind, mistakes);
            }
        }
        return mistakes;
    }

    private void serviceAccount(Map<String, Object> account, List<Mistake> mistakes) {
        Map<String, Object> metadata = map(account.get("metadata"));
        boolean meant =
                map(metadata.get("labels")).containsKey(USE)
                        || isUsedByLabelledPod(text(metadata, "name"), namespace(account));
        boolean annotated = !annotation(metadata, "client-id").isEmpty();
        if (meant && !annotated) {
            mistakes.add(
                    new Mistake(
                            where(account),
                            "A4",
                            "the service account has no client-id annotation",
                            "kubectl -n "
                                    + namespace(account)
                                    + " annotate sa "
                                    + text(metadata, "name")
                                    + " "
                                    + PREFIX
                                    + "client-id=CLIENT_ID --overwrite"));
        }
    }

    private boolean isUsedByLabelledPod(String name, String namespace) {
        return objects.stream()
                .filter(object -> WORKLOADS.contains(text(object, "kind")))
                .filter(object -> namespace(object).equals(namespace))
                .map(object -> template(object, text(object, "kind")))
                .anyMatch(
                        pod ->
                                isLabelled(map(pod.get("metadata")))
                                        && accountName(map(pod.get("spec"))).equals(name));
    }

    private void workload(Map<String, Object> object, String kind, List<Mistake> mistakes) {
        Map<String, Object> pod = template(object, kind);
        Map<String, Object> podMetadata = map(pod.get("metadata"));
        Map<String, Object> spec = map(pod.get("spec"));
        boolean labelled = isLabelled(podMetadata);
        boolean outer = isLabelled(map(object.get("metadata"))) && !kind.equals("Pod");
        String where = where(object);
        if (outer && !labelled) {
            mistakes.add(
                    new Mistake(
                            where,
                            "A2",
                            "the label "
                                    + USE
                                    + " stands on the "
                                    + kind
                                    + " itself, where it does nothing",
                            "Put it on the pod template: "
                                    + (kind.equals("CronJob")
                                            ? "spec.jobTemplate.spec.template.metadata.labels"
                                            : "spec.template.metadata.labels")));
        }
        if (!labelled && !outer && usesAnnotatedAccount(object, spec)) {
            mistakes.add(
                    new Mistake(
                            where,
                            "A2",
                            "the pod has no label " + USE + ": \"true\"",
                            "Add it to the labels of the pod template"));
        }
        if (labelled) {
            account(object, spec, where, mistakes);
        }
        if (map(podMetadata.get("annotations")).containsKey(PREFIX + "inject-proxy-sidecar")) {
            mistakes.add(
                    new Mistake(
                            where,
                            "A10",
                            "the pod asks for the proxy sidecar, which is privileged and keeps a"
                                    + " Job from completing",
                            "Remove the annotation " + PREFIX + "inject-proxy-sidecar"));
        }
        containers(spec).forEach(container -> container(container, where, mistakes));
    }

    private void account(
            Map<String, Object> object,
            Map<String, Object> spec,
            String where,
            List<Mistake> mistakes) {
        String name = accountName(spec);
        List<Map<String, Object>> accounts =
                objects.stream()
                        .filter(other -> text(other, "kind").equals("ServiceAccount"))
                        .filter(other -> namespace(other).equals(namespace(object)))
                        .toList();
        boolean known =
                accounts.stream()
                        .anyMatch(other -> text(map(other.get("metadata")), "name").equals(name));
        if (!accounts.isEmpty() && !known) {
            mistakes.add(
                    new Mistake(
                            where,
                            "B7",
                            "the pod runs as service account '"
                                    + name
                                    + "', which is not among"
                                    + " those given",
                            "Set serviceAccountName in the pod template"));
        }
    }

    private boolean usesAnnotatedAccount(Map<String, Object> object, Map<String, Object> spec) {
        return objects.stream()
                .filter(other -> text(other, "kind").equals("ServiceAccount"))
                .filter(other -> namespace(other).equals(namespace(object)))
                .map(other -> map(other.get("metadata")))
                .filter(metadata -> text(metadata, "name").equals(accountName(spec)))
                .anyMatch(metadata -> !annotation(metadata, "client-id").isEmpty());
    }

    private static void container(
            Map<String, Object> container, String where, List<Mistake> mistakes) {
        String name = text(container, "name");
        for (Map<String, Object> variable : maps(container.get("env"))) {
            String variableName = text(variable, "name");
            boolean byHand =
                    Set.of("AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE")
                            .contains(variableName);
            if (byHand) {
                mistakes.add(
                        new Mistake(
                                where,
                                "A7",
                                "container "
                                        + name
                                        + " sets "
                                        + variableName
                                        + " by hand; the webhook never overwrites it",
                                "Take it out of the container's env"));
            }
            if (variableName.equals("AZURE_CLIENT_SECRET")) {
                mistakes.add(
                        new Mistake(
                                where,
                                "A8",
                                "container "
                                        + name
                                        + " has a client secret, which answers before"
                                        + " workload identity",
                                "Take it out of the container's env"));
            }
        }
        for (Map<String, Object> mount : maps(container.get("volumeMounts"))) {
            boolean token = text(mount, "mountPath").startsWith("/var/run/secrets/azure");
            if (token && !text(mount, "subPath").isEmpty()) {
                mistakes.add(
                        new Mistake(
                                where,
                                "B5",
                                "container "
                                        + name
                                        + " mounts the token with subPath, so it is"
                                        + " never refreshed",
                                "Mount the volume without subPath"));
            }
        }
    }

    private static List<Map<String, Object>> containers(Map<String, Object> spec) {
        List<Map<String, Object>> all = new ArrayList<>(maps(spec.get("initContainers")));
        all.addAll(maps(spec.get("containers")));
        return all;
    }

    private static Map<String, Object> template(Map<String, Object> object, String kind) {
        Map<String, Object> spec = map(object.get("spec"));
        return switch (kind) {
            case "Pod" -> object;
            case "CronJob" -> map(map(map(spec.get("jobTemplate")).get("spec")).get("template"));
            default -> map(spec.get("template"));
        };
    }

    private static boolean isLabelled(Map<String, Object> metadata) {
        return "true".equals(map(metadata.get("labels")).get(USE));
    }

    private static String annotation(Map<String, Object> metadata, String name) {
        return text(map(metadata.get("annotations")), PREFIX + name);
    }

    private static String accountName(Map<String, Object> spec) {
        return Optional.of(text(spec, "serviceAccountName"))
                .filter(name -> !name.isEmpty())
                .orElse("default");
    }

    private static String namespace(Map<String, Object> object) {
        return Optional.of(text(map(object.get("metadata")), "namespace"))
                .filter(name -> !name.isEmpty())
                .orElse("default");
    }

    private static String where(Map<String, Object> object) {
        return text(object, "kind")
                + " "
                + namespace(object)
                + "/"
                + text(map(object.get("metadata")), "name");
    }

    private static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String value ? value : "";
    }

    private static List<Map<String, Object>> maps(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Manifests::map).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
