package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Injection;
import java.util.ArrayList;
import java.util.List;

/// Reports where this runs and what the downward API says about the pod.
final class PlaceStep implements Step {
    static final String SIDECAR = "BLOBDROP_POD_ANNOTATION_PROXY_SIDECAR";
    private static final String NAMESPACE = "BLOBDROP_POD_NAMESPACE";
    private static final String POD = "BLOBDROP_POD_NAME";
    private static final String SERVICE_ACCOUNT = "BLOBDROP_POD_SERVICE_ACCOUNT";

    @Override
    public Stage stage() {
        return Stage.PLACE;
    }

    @Override
    public Finding examine(Examination at) {
        if (!at.environment().inKubernetes()) {
            return at.plan().kind() == CredentialKind.WORKLOAD_IDENTITY
                            && at.environment()
                                    .get("AZURE_FEDERATED_TOKEN_FILE")
                                    .isEmpty()
                    ? Finding.failed(stage(), at.cause("A1", "KUBERNETES_SERVICE_HOST is not set"))
                    : Finding.ok(stage(), "Not a pod: " + System.getProperty("os.name"));
        }
        List<String> evidence = new ArrayList<>();
        add(at, evidence, "namespace", NAMESPACE);
        add(at, evidence, "pod", POD);
        add(at, evidence, "service account", SERVICE_ACCOUNT);
        add(at, evidence, "label azure.workload.identity/use", Injection.LABEL);
        if (at.environment().get(SIDECAR).isPresent()) {
            return Finding.failed(stage(), at.cause("A10", "azure.workload.identity/inject-proxy-sidecar is set"));
        }
        return new Finding(stage(), Finding.Status.OK, "A Kubernetes pod", evidence, java.util.Optional.empty());
    }

    private static void add(Examination at, List<String> evidence, String what, String name) {
        at.environment().get(name).ifPresent(value -> evidence.add(what + ": " + value));
    }
}
