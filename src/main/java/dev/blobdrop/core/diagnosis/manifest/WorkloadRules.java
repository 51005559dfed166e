package dev.blobdrop.core.diagnosis.manifest;

import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.annotation;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.isLabelled;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.map;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.namespace;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.template;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Checks whether a pod, or an object that creates pods, requests an identity in the way that the
/// webhook expects.
record WorkloadRules(Map<String, Object> object, List<Map<String, Object>> objects) {
    void examine(List<Mistake> mistakes) {
        label(mistakes);
        if (needsAccount()) {
            account(mistakes);
        }
        if (map(metadata().get("annotations")).containsKey(WebhookKey.PREFIX + "inject-proxy-sidecar")) {
            add(
                    mistakes,
                    "A10",
                    "the pod requests the proxy sidecar, which is privileged and keeps a Job from completing",
                    "Remove the annotation " + WebhookKey.PREFIX + "inject-proxy-sidecar");
        }
        PodRules rules = rules();
        rules.examine(mistakes);
        rules.ownToken(mistakes);
        rules.skipped(mistakes);
        new ContainerRules(where(), pod(), rules).examine(mistakes);
    }

    private void label(List<Mistake> mistakes) {
        boolean labelled = isLabelled(metadata());
        boolean outer = isLabelled(map(object.get("metadata"))) && !kind().equals("Pod");
        if (outer && !labelled) {
            add(
                    mistakes,
                    "A2",
                    "the label " + WebhookKey.USE_LABEL + " is on the " + kind() + " itself, where it has no effect",
                    "Put it on the pod template: " + place());
            return;
        }
        Object value = map(metadata().get("labels")).get(WebhookKey.USE_LABEL);
        boolean wanted = usesAnnotatedAccount() || isOurs() && !signsInOtherwise();
        if (!labelled && value == null && wanted && !hasMistypedLabel()) {
            add(
                    mistakes,
                    "A2",
                    "the pod has no label " + WebhookKey.USE_LABEL + ": \"true\"",
                    "Set it in the labels of the pod template");
        } else if (!labelled && value != null) {
            boolean text = value instanceof String;
            add(
                    mistakes,
                    "A2",
                    "the pod's label "
                            + WebhookKey.USE_LABEL
                            + " is "
                            + (text ? "\"" + value + "\"" : value)
                            + " and must be \"true\""
                            + (text ? "" : ", between quotation marks"),
                    "Set it in the labels of the pod template");
        }
    }

    private String place() {
        return kind().equals("CronJob")
                ? "spec.jobTemplate.spec.template.metadata.labels"
                : "spec.template.metadata.labels";
    }

    private boolean hasMistypedLabel() {
        return Stream.of("labels", "annotations")
                .flatMap(part -> map(metadata().get(part)).keySet().stream())
                .flatMap(key -> WebhookKey.meantBy(key).stream())
                .anyMatch(WebhookKey.USE::equals);
    }

    private void account(List<Mistake> mistakes) {
        List<Map<String, Object>> all = objects.stream()
                .filter(other -> text(other, "kind").equals("ServiceAccount"))
                .toList();
        List<Map<String, Object>> named = all.stream()
                .filter(other -> text(map(other.get("metadata")), "name").equals(accountName()))
                .toList();
        boolean here = named.stream().anyMatch(this::mayBeHere);
        if (here || all.isEmpty()) {
            return;
        }
        if (!named.isEmpty()) {
            add(
                    mistakes,
                    "B7",
                    "the pod runs as service account '"
                            + accountName()
                            + "' in namespace "
                            + namespace(object)
                            + ", but the given one is in namespace "
                            + namespace(named.getFirst()),
                    "Put both in the same namespace");
        } else if (all.stream().anyMatch(this::mayBeHere)) {
            add(
                    mistakes,
                    "B7",
                    "the pod runs as service account '" + accountName() + "', which is not among those given",
                    "Set serviceAccountName in the pod template");
        }
    }

    /// An object without a namespace is created in the one that kubectl uses.
    private boolean mayBeHere(Map<String, Object> other) {
        return namespace(other).equals(namespace(object))
                || text(map(other.get("metadata")), "namespace").isEmpty()
                || text(map(object.get("metadata")), "namespace").isEmpty();
    }

    private boolean usesAnnotatedAccount() {
        return objects.stream()
                .filter(other -> text(other, "kind").equals("ServiceAccount"))
                .filter(other -> namespace(other).equals(namespace(object)))
                .map(other -> map(other.get("metadata")))
                .filter(metadata -> text(metadata, "name").equals(accountName()))
                .anyMatch(metadata -> !annotation(metadata, "client-id").isEmpty());
    }

    /// Whether anything suggests that this pod should have an identity.
    boolean asksForIdentity() {
        return map(metadata().get("labels")).containsKey(WebhookKey.USE_LABEL)
                || isLabelled(map(object.get("metadata")))
                || usesAnnotatedAccount()
                || isOurs()
                || signsInOtherwise();
    }

    void unidentified(List<Mistake> mistakes) {
        add(
                mistakes,
                "A2",
                "neither the pod's label "
                        + WebhookKey.USE_LABEL
                        + " nor its service account's annotation "
                        + WebhookKey.PREFIX
                        + "client-id is set, so it gets no identity",
                "Set the label to \"true\" on the pod template, and the annotation on the service" + " account");
    }

    /// Whether its service account must name an identity.
    boolean needsAccount() {
        return isLabelled(metadata()) || isOurs() && !signsInOtherwise();
    }

    private boolean isOurs() {
        return rules().isOurs();
    }

    /// Whether it mounts its own token or names another credential.
    private boolean signsInOtherwise() {
        Set<String> tokens = rules().tokenVolumes();
        return !tokens.isEmpty()
                || KubernetesObject.containers(map(pod().get("spec"))).stream()
                        .flatMap(each -> KubernetesObject.strings(each.get("args")).stream())
                        .anyMatch(word -> word.matches("(--credential=)?(managed-identity|environment)"));
    }

    String accountName() {
        return KubernetesObject.accountName(map(pod().get("spec")));
    }

    private PodRules rules() {
        return new PodRules(where(), object, pod(), objects);
    }

    private Map<String, Object> pod() {
        return template(object, kind());
    }

    private Map<String, Object> metadata() {
        return map(pod().get("metadata"));
    }

    private String kind() {
        return text(object, "kind");
    }

    private String where() {
        return KubernetesObject.where(object);
    }

    private void add(List<Mistake> mistakes, String row, String says, String fix) {
        mistakes.add(new Mistake(where(), row, says, fix));
    }
}
