package dev.blobdrop.core.diagnosis;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The objects in a text: JSON as `kubectl get -o json` prints it, or YAML of any number of
/// documents as people write it; lists are taken apart.
final class ManifestText {
    /// YAML is refused above it; so much has been read at most.
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private ManifestText() {}

    /// @throws ProblemException when it is neither, or something in it is no Kubernetes object
    static List<Map<String, Object>> objects(String text) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object document : documents(text)) {
            Map<String, Object> root = KubernetesObject.map(document);
            if (!root.containsKey("kind")) {
                throw unreadable("A document has no kind, so it is no Kubernetes object.");
            }
            if (root.get("items") instanceof List<?> items) {
                items.forEach(item -> objects.add(KubernetesObject.map(item)));
            } else {
                objects.add(root);
            }
        }
        return objects;
    }

    private static List<Object> documents(String text) {
        try {
            if (text.stripLeading().startsWith("{")) {
                try (JsonReader reader = JsonProviders.createReader(text)) {
                    return List.of(reader.readMap(JsonReader::readUntyped));
                }
            }
            List<Object> documents = new ArrayList<>();
            for (Object document : yaml().loadAll(text)) {
                if (document != null) {
                    documents.add(document);
                }
            }
            return documents;
        } catch (YAMLException e) {
            throw unreadable("They are neither JSON nor YAML.");
        } catch (IOException | IllegalStateException e) {
            throw unreadable("They begin like JSON and are none.");
        }
    }

    /// Data only, never a class that the text names.
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        return new Yaml(new SafeConstructor(options));
    }

    private static ProblemException unreadable(String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-manifests", "The manifests cannot be read", why)
                .withRemedy(
                        "kubectl get job,cronjob,deploy,pod,sa -o json | blobdrop doctor"
                                + " --manifests -",
                        "kubectl kustomize FOLDER | blobdrop doctor --manifests -")
                .asException();
    }
}
