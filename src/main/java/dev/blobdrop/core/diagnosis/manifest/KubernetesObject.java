package dev.blobdrop.core.diagnosis.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads Kubernetes objects parsed from JSON or YAML. A value that is missing or has another type
/// counts as empty.
final class KubernetesObject {
    private KubernetesObject() {}

    /// The pod template of a workload, or the pod itself.
    static Map<String, Object> template(Map<String, Object> object, String kind) {
        Map<String, Object> spec = map(object.get("spec"));
        return switch (kind) {
            case "Pod" -> object;
            case "CronJob" -> map(map(map(spec.get("jobTemplate")).get("spec")).get("template"));
            default -> map(spec.get("template"));
        };
    }

    /// All containers of a pod, init containers first.
    static List<Map<String, Object>> containers(Map<String, Object> spec) {
        List<Map<String, Object>> all = new ArrayList<>(maps(spec.get("initContainers")));
        all.addAll(maps(spec.get("containers")));
        return all;
    }

    static boolean isLabelled(Map<String, Object> metadata) {
        return "true".equals(map(metadata.get("labels")).get(WebhookKey.USE_LABEL));
    }

    static String annotation(Map<String, Object> metadata, String name) {
        return text(map(metadata.get("annotations")), WebhookKey.PREFIX + name);
    }

    static String accountName(Map<String, Object> spec) {
        return orDefault(text(spec, "serviceAccountName"));
    }

    static String namespace(Map<String, Object> object) {
        return orDefault(text(map(object.get("metadata")), "namespace"));
    }

    private static String orDefault(String name) {
        return Optional.of(name).filter(given -> !given.isEmpty()).orElse("default");
    }

    /// Kind, namespace and name.
    static String where(Map<String, Object> object) {
        return text(object, "kind") + " " + namespace(object) + "/" + text(map(object.get("metadata")), "name");
    }

    static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String value ? value : "";
    }

    static List<String> strings(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    static List<Map<String, Object>> maps(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(KubernetesObject::map).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
