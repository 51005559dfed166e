package dev.blobdrop.core.diagnosis.manifest;

import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.map;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.maps;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.template;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.text;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.where;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Checks Kubernetes objects, from a cluster or from files, for mistakes that break workload
/// identity, before anything runs.
public final class Manifests {
    private static final Set<String> WORKLOADS =
            Set.of("Pod", "Job", "CronJob", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");
    private static final Set<String> RETIRED =
            Set.of("AzureIdentity", "AzureIdentityBinding", "AzurePodIdentityException");

    private final List<Map<String, Object>> objects;

    private Manifests(List<Map<String, Object>> objects) {
        this.objects = objects;
    }

    /// @param text JSON or YAML
    /// @throws ProblemException when the text contains no Kubernetes object, or none that concerns
    ///     workload identity: finding no mistake there would mean nothing
    public static Manifests parse(String text) {
        Manifests manifests = new Manifests(ManifestText.objects(text));
        if (manifests.examined() == 0) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "no-manifests",
                            "Nothing to check",
                            "None of the "
                                    + manifests.objects.size()
                                    + " objects is a service account, a pod or a workload with pods. Is this"
                                    + " the wrong namespace or file?")
                    .withRemedy("kubectl -n NAMESPACE get job,cronjob,deploy,pod,sa -o json | blobdrop"
                            + " doctor --manifests -")
                    .asException();
        }
        return manifests;
    }

    /// How many objects were checked: service accounts, pods, and what creates pods.
    public int examined() {
        return (int) objects.stream().filter(Manifests::isExamined).count();
    }

    /// The kinds that were skipped, with their counts, because they do not concern the sign-in.
    public Map<String, Integer> skipped() {
        Map<String, Integer> kinds = new TreeMap<>();
        objects.stream()
                .filter(object -> !isExamined(object))
                .forEach(object -> kinds.merge(text(object, "kind"), 1, Integer::sum));
        return kinds;
    }

    private static boolean isExamined(Map<String, Object> object) {
        return text(object, "kind").equals("ServiceAccount")
                || isWorkload(object)
                || RETIRED.contains(text(object, "kind"));
    }

    /// True for custom kinds as well, if they have a pod template in the standard place.
    private static boolean isWorkload(Map<String, Object> object) {
        String kind = text(object, "kind");
        return WORKLOADS.contains(kind)
                || !maps(map(template(object, kind).get("spec")).get("containers"))
                        .isEmpty();
    }

    /// All mistakes, in the order of the objects.
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            String kind = text(object, "kind");
            if (kind.equals("ServiceAccount")) {
                new AccountRules(object, objects).examine(mistakes);
            } else if (RETIRED.contains(kind)) {
                mistakes.add(new Mistake(
                        where(object),
                        "A2",
                        "this kind belongs to AAD Pod Identity, which is retired",
                        "Use workload identity: the label "
                                + WebhookKey.USE_LABEL
                                + " on the pod, the annotation "
                                + WebhookKey.PREFIX
                                + "client-id on its service account"));
            } else if (isWorkload(object)) {
                new WorkloadRules(object, objects).examine(mistakes);
            }
        }
        duplicates(mistakes);
        if (mistakes.isEmpty()) {
            withoutIdentity(mistakes);
        }
        return mistakes;
    }

    /// If two objects have the same name, the cluster keeps the last.
    private void duplicates(List<Mistake> mistakes) {
        Map<String, Long> places = objects.stream()
                .filter(Manifests::isExamined)
                .collect(Collectors.groupingBy(KubernetesObject::where, TreeMap::new, Collectors.counting()));
        places.forEach((place, count) -> {
            if (count > 1 && !place.endsWith("/")) {
                mistakes.add(new Mistake(
                        place,
                        "",
                        "is defined " + count + " times; the last one is used",
                        "Remove the others or rename them"));
            }
        });
    }

    /// If no pod requests an identity, finding no mistake would be a false all-clear.
    private void withoutIdentity(List<Mistake> mistakes) {
        List<WorkloadRules> workloads = objects.stream()
                .filter(Manifests::isWorkload)
                .map(object -> new WorkloadRules(object, objects))
                .toList();
        if (workloads.stream().noneMatch(WorkloadRules::asksForIdentity)) {
            workloads.forEach(workload -> workload.unidentified(mistakes));
        }
    }
}
