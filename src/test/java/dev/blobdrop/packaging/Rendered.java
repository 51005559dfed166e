package dev.blobdrop.packaging;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonStreamParser;
import dev.blobdrop.commands.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The objects that `kubectl kustomize` makes of a folder.
record Rendered(List<JsonObject> objects) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static Rendered of(Path kubectl, Path folder) {
        String yaml = run("", kubectl, "kustomize", folder.toString());
        // Takes away an annotation that is not there: a way to have YAML as JSON without a cluster.
        String json = run(yaml, kubectl, "annotate", "--local", "-f", "-", "none-", "-o", "json");
        List<JsonObject> objects = new ArrayList<>();
        new JsonStreamParser(json).forEachRemaining(element -> objects.add(element.getAsJsonObject()));
        return new Rendered(objects);
    }

    private static String run(String input, Path kubectl, String... arguments) {
        List<String> command = new ArrayList<>(List.of(kubectl.toString()));
        command.addAll(List.of(arguments));
        Run run = Run.of(LIMIT, Map.of("PATH", "/usr/bin:/bin", "HOME", "/nonexistent"), input, command);
        if (run.exit() != 0) {
            throw new AssertionError(command + " failed: " + run.err());
        }
        return run.out();
    }

    /// What may be changed without changing this.
    Rendered copy() {
        return new Rendered(objects.stream().map(JsonObject::deepCopy).toList());
    }

    /// The only object of that kind.
    JsonObject only(String kind) {
        List<JsonObject> found = objects.stream()
                .filter(object -> object.get("kind").getAsString().equals(kind))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects of kind " + kind);
        }
        return found.getFirst();
    }

    boolean isCron() {
        return objects.stream()
                .anyMatch(object -> object.get("kind").getAsString().equals("CronJob"));
    }

    /// Job or CronJob.
    JsonObject workload() {
        return only(isCron() ? "CronJob" : "Job");
    }

    JsonObject jobSpec() {
        return isCron() ? at(workload(), "spec", "jobTemplate", "spec") : at(workload(), "spec");
    }

    /// Metadata and spec of the pods.
    JsonObject pod() {
        return at(jobSpec(), "template");
    }

    /// The container that uploads.
    JsonObject container() {
        return containers().stream()
                .filter(container -> container.get("name").getAsString().equals("blobdrop"))
                .findFirst()
                .orElseThrow();
    }

    /// Those that begin before the others, then the others.
    List<JsonObject> containers() {
        return Stream.of("initContainers", "containers")
                .filter(at(pod(), "spec")::has)
                .flatMap(name -> at(pod(), "spec").getAsJsonArray(name).asList().stream())
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    List<String> arguments() {
        return container().getAsJsonArray("args").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    static JsonObject at(JsonObject object, String... path) {
        JsonObject found = object;
        for (String name : path) {
            found = found.getAsJsonObject(name);
        }
        return found;
    }

    /// As `kubectl get -o json` prints several objects.
    String list() {
        JsonArray items = new JsonArray();
        objects.forEach(items::add);
        JsonObject list = new JsonObject();
        list.addProperty("kind", "List");
        list.add("items", items);
        return list.toString();
    }
}
