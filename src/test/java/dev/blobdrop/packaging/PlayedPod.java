package dev.blobdrop.packaging;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// The pod of a rendered Job for `podman play kube`: with what the webhook adds to every pod and
/// the kubelet fills in, and the token and the sandbox's certificate from this machine.
record PlayedPod(RestrictedPod given) {

    /// @return the pod and its ConfigMap, as two documents
    String of(Rendered job, String image) {
        JsonObject pod = job.pod().deepCopy();
        pod.addProperty("apiVersion", "v1");
        pod.addProperty("kind", "Pod");
        pod.getAsJsonObject("metadata").addProperty("name", "blobdrop");
        JsonObject spec = pod.getAsJsonObject("spec");
        spec.addProperty("hostNetwork", true);
        JsonObject container = spec.getAsJsonArray("containers").get(0).getAsJsonObject();
        container.addProperty("image", image);
        container.addProperty("imagePullPolicy", "Never");
        container.add("env", variables(container.getAsJsonArray("env")));
        mount(spec, container);
        JsonObject values = job.only("ConfigMap").deepCopy();
        values.getAsJsonObject("data")
                .addProperty("STORAGE_ACCOUNT_URL", given.azure().accountUrl());
        return values + "\n---\n" + pod + "\n";
    }

    /// The manifest's own that come from the ConfigMap stay; all others have their value.
    private JsonArray variables(JsonArray manifest) {
        List<String> kept = new ArrayList<>();
        JsonArray variables = new JsonArray();
        for (JsonElement element : manifest) {
            JsonObject variable = element.getAsJsonObject();
            JsonObject from = variable.getAsJsonObject("valueFrom");
            if (from != null && from.has("configMapKeyRef")) {
                variables.add(variable);
                kept.add(variable.get("name").getAsString());
            }
        }
        given.environment().forEach((name, value) -> {
            if (!kept.contains(name)) {
                JsonObject variable = new JsonObject();
                variable.addProperty("name", name);
                variable.addProperty("value", value);
                variables.add(variable);
            }
        });
        return variables;
    }

    private void mount(JsonObject spec, JsonObject container) {
        JsonArray volumes = new JsonArray();
        JsonArray mounts = new JsonArray();
        given.mounts().forEach((inside, outside) -> {
            String name = "volume-" + volumes.size();
            JsonObject path = new JsonObject();
            path.addProperty("path", outside.toString());
            JsonObject volume = new JsonObject();
            volume.addProperty("name", name);
            volume.add("hostPath", path);
            volumes.add(volume);
            JsonObject mount = new JsonObject();
            mount.addProperty("name", name);
            mount.addProperty("mountPath", inside);
            mount.addProperty("readOnly", true);
            mounts.add(mount);
        });
        spec.add("volumes", volumes);
        container.add("volumeMounts", mounts);
    }
}
