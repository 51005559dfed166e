package dev.blobdrop.core.diagnosis;

import static dev.blobdrop.core.diagnosis.KubernetesObject.accountName;
import static dev.blobdrop.core.diagnosis.KubernetesObject.annotation;
import static dev.blobdrop.core.diagnosis.KubernetesObject.isLabelled;
import static dev.blobdrop.core.diagnosis.KubernetesObject.map;
import static dev.blobdrop.core.diagnosis.KubernetesObject.namespace;
import static dev.blobdrop.core.diagnosis.KubernetesObject.template;
import static dev.blobdrop.core.diagnosis.KubernetesObject.text;
import static dev.blobdrop.core.diagnosis.KubernetesObject.where;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Kubernetes objects, of a cluster or of files, looked through for what keeps workload
/// identity from working, before anything runs.
public final class Manifests {
    static final String PREFIX = "azure.workload.identity/";
    static final String USE = PREFIX + "use";
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

    /// @param text JSON or YAML
    /// @throws ProblemException when the text holds no Kubernetes object, or none that has to do
    ///     with workload identity: to find no mistake there would mean nothing
    public static Manifests parse(String text) {
        Manifests manifests = new Manifests(ManifestText.objects(text));
        if (manifests.examined() == 0) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "no-manifests",
                            "There is nothing to look at",
                            "None of the "
                                    + manifests.objects.size()
                                    + " objects is a service account, a pod, or something that"
                                    + " makes pods: a wrong namespace or file?")
                    .withRemedy(
                            "kubectl -n NAMESPACE get job,cronjob,deploy,pod,sa -o json | blobdrop"
                                    + " doctor --manifests -")
                    .asException();
        }
        return manifests;
    }

    /// How many objects were looked at: service accounts, pods, and what makes pods.
    public int examined() {
        return (int)
                objects.stream()
                        .map(object -> text(object, "kind"))
                        .filter(kind -> kind.equals("ServiceAccount") || WORKLOADS.contains(kind))
                        .count();
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
        String clientId = annotation(metadata, "client-id");
        if (clientId.startsWith("$(")) {
            mistakes.add(
                    new Mistake(
                            where(account),
                            "A6",
                            "the client-id annotation is still the placeholder " + clientId,
                            "kubectl kustomize FOLDER | blobdrop doctor --manifests -   # fills"
                                    + " it"));
        } else if (!clientId.isEmpty() && !InjectionStep.GUID.matcher(clientId).matches()) {
            mistakes.add(
                    new Mistake(
                            where(account),
                            "A6",
                            "the client-id annotation is '" + clientId + "', which is no client id",
                            annotate(account)));
        }
        if (meant && clientId.isEmpty()) {
            mistakes.add(
                    new Mistake(
                            where(account),
                            "A4",
                            "the service account has no client-id annotation",
                            annotate(account)));
        }
    }

    private static String annotate(Map<String, Object> account) {
        return Remedy.of(
                        "kubectl -n {ns} annotate sa {sa} azure.workload.identity/client-id="
                                + "CLIENT_ID --overwrite",
                        new Facts(
                                Map.of(
                                        "ns", namespace(account),
                                        "sa", text(map(account.get("metadata")), "name"))))
                .text();
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
        Object value = map(podMetadata.get("labels")).get(USE);
        if (!labelled && (value != null || !outer && usesAnnotatedAccount(object, spec))) {
            mistakes.add(
                    new Mistake(
                            where,
                            "A2",
                            value == null
                                    ? "the pod has no label " + USE + ": \"true\""
                                    : "the pod's label "
                                            + USE
                                            + " is "
                                            + (value instanceof String
                                                    ? "\"" + value + "\""
                                                    : value)
                                            + " and must be \"true\""
                                            + (value instanceof String
                                                    ? ""
                                                    : ", between quotation marks"),
                            "Set it among the labels of the pod template"));
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
        new ContainerRules(where, pod).examine(mistakes);
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
}
