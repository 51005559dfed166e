package dev.blobdrop.core.diagnosis.manifest;

import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.annotation;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.map;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.namespace;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.text;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.where;

import dev.blobdrop.core.identity.PodIdentity;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Remedy;
import java.util.List;
import java.util.Map;

/// Checks whether a service account names the identity for its pods.
record AccountRules(Map<String, Object> account, List<Map<String, Object>> objects) {
    void examine(List<Mistake> mistakes) {
        Map<String, Object> metadata = map(account.get("metadata"));
        PodRules.keys(where(account), metadata, false, mistakes);
        PodRules.expiration(where(account), metadata, mistakes);
        clientId(metadata, mistakes);
        tenant(annotation(metadata, "tenant-id"), mistakes);
    }

    private void clientId(Map<String, Object> metadata, List<Mistake> mistakes) {
        String clientId = annotation(metadata, "client-id");
        if (clientId.startsWith("$(")) {
            add(
                    mistakes,
                    "A6",
                    "the client-id annotation is still the placeholder " + clientId,
                    "kubectl kustomize FOLDER | blobdrop doctor --manifests -   # replaces it");
        } else if (Placeholder.isIn(clientId)) {
            add(
                    mistakes,
                    "A6",
                    "the client-id annotation is still the placeholder " + clientId,
                    "az identity show -n IDENTITY_NAME -g RESOURCE_GROUP --query clientId -o tsv"
                            + "   # prints the right id");
        } else if (!clientId.isEmpty() && !PodIdentity.GUID.matcher(clientId).matches()) {
            add(mistakes, "A6", "the client-id annotation is '" + clientId + "', which is not a client id", annotate());
        } else if (clientId.isEmpty() && isMeant(metadata) && !hasMistypedClientId(metadata)) {
            add(mistakes, "A4", "the service account has no client-id annotation", annotate());
        }
    }

    private static boolean hasMistypedClientId(Map<String, Object> metadata) {
        return List.of("labels", "annotations").stream()
                .flatMap(part -> map(metadata.get(part)).keySet().stream())
                .flatMap(key -> WebhookKey.meantBy(key).stream())
                .anyMatch(WebhookKey.CLIENT_ID::equals);
    }

    private void tenant(String tenant, List<Mistake> mistakes) {
        boolean known =
                PodIdentity.GUID.matcher(tenant).matches() || tenant.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
        if (!tenant.isEmpty() && (!known || Placeholder.isIn(tenant))) {
            add(
                    mistakes,
                    "D7",
                    "the tenant-id annotation is '" + tenant + "', which is not a tenant",
                    "az account show --query tenantId -o tsv   # prints the right id");
        }
    }

    private boolean isMeant(Map<String, Object> metadata) {
        return map(metadata.get("labels")).containsKey(WebhookKey.USE_LABEL)
                || objects.stream()
                        .filter(object -> namespace(object).equals(namespace(account)))
                        .filter(object -> !text(object, "kind").equals("ServiceAccount"))
                        .map(object -> new WorkloadRules(object, objects))
                        .anyMatch(workload -> workload.needsAccount()
                                && workload.accountName().equals(text(metadata, "name")));
    }

    private String annotate() {
        return Remedy.of(
                        "kubectl -n {ns} annotate sa {sa} azure.workload.identity/client-id=" + "CLIENT_ID --overwrite",
                        new Facts(Map.of(
                                "ns", namespace(account),
                                "sa", text(map(account.get("metadata")), "name"))))
                .text();
    }

    private void add(List<Mistake> mistakes, String row, String says, String fix) {
        mistakes.add(new Mistake(where(account), row, says, fix));
    }
}
