package dev.blobdrop.core.diagnosis.manifest;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/// Parses objects from text: JSON as `kubectl get -o json` prints it, or YAML with any number of
/// documents. Lists are expanded.
final class ManifestText {
    /// The limit for YAML; the file itself has the same limit.
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    /// The deepest nesting of lists; no real manifest has more.
    private static final int DEEPEST = 8;

    /// Expressions that only `helm template` replaces. JSON may contain other programs' templates
    /// as data.
    private static final Pattern HELM =
            Pattern.compile("\\{\\{-?\\s*(?:/\\*|\\(?\\s*(?:\\.(?:Values|Release|Chart|Files|Capabilities|Template)\\b"
                    + "|\\$|include\\b|template\\b|toYaml\\b|tpl\\b|if\\b|else\\b|end\\b|range\\b"
                    + "|with\\b|define\\b|block\\b|default\\b|quote\\b|required\\b))");

    private ManifestText() {}

    /// @throws ProblemException when it is neither JSON nor YAML, or contains something that is not
    ///     a Kubernetes object
    static List<Map<String, Object>> objects(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        refuseTemplate(plain);
        List<Map<String, Object>> objects = new ArrayList<>();
        List<Object> documents = documents(plain);
        for (int i = 0; i < documents.size(); i++) {
            Map<String, Object> root = KubernetesObject.map(documents.get(i));
            if (!root.containsKey("kind")) {
                throw unreadable((documents.size() == 1
                                ? "The document has"
                                : "Document " + (i + 1) + " of " + documents.size() + " has")
                        + " no kind, so it is not a Kubernetes object.");
            }
            flatten(root, objects, 0);
        }
        return objects;
    }

    private static void flatten(Map<String, Object> object, List<Map<String, Object>> objects, int depth) {
        if (KubernetesObject.text(object, "kind").equals("Kustomization")) {
            throw unreadable("This is a kustomization. Let kubectl build its manifests.");
        }
        if (object.get("items") instanceof List<?> items && depth < DEEPEST) {
            items.forEach(item -> flatten(KubernetesObject.map(item), objects, depth + 1));
        } else {
            objects.add(object);
        }
    }

    private static void refuseTemplate(String text) {
        Matcher helm = HELM.matcher(text);
        if (!text.stripLeading().startsWith("{\"") && helm.find()) {
            long line = text.substring(0, helm.start()).lines().count();
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-manifests",
                            "Cannot read the manifests",
                            "This is a Helm template (line " + Math.max(1, line) + "): render it with helm first.")
                    .withRemedy("helm template CHART | blobdrop doctor --manifests -")
                    .asException();
        }
    }

    private static List<Object> documents(String text) {
        boolean json = text.stripLeading().startsWith("{");
        try {
            if (json) {
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
            if (documents.isEmpty()) {
                throw unreadable("The file is empty.");
            }
            return documents;
        } catch (YAMLException e) {
            throw unreadable("They are neither JSON nor YAML" + place(e, text) + ".");
        } catch (IOException | RuntimeException e) {
            if (e instanceof ProblemException ours) {
                throw ours;
            }
            throw unreadable("They start like JSON but are not valid JSON" + placeInJson(text, e) + ".");
        }
    }

    /// Where the parser stopped, in lines and columns as editors count them, and why.
    private static String place(YAMLException e, String text) {
        return switch (e) {
            case MarkedYAMLException marked
            when marked.getProblemMark() != null -> {
                Mark mark = marked.getProblemMark();
                yield place(mark.getLine() + 1, mark.getColumn() + 1)
                        + ": "
                        + String.valueOf(marked.getProblem())
                                .replaceAll("\\s+", " ")
                                .strip();
            }
            case ReaderException reader -> {
                String before = text.substring(0, Math.clamp(reader.getPosition(), 0, text.length()));
                int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
                yield place(line, before.length() - before.lastIndexOf('\n'))
                        + ": a character that YAML does not allow";
            }
            default -> "";
        };
    }

    private static String place(int line, int column) {
        return ": line " + line + ", column " + column;
    }

    private static final Pattern JSON_PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

    /// The JSON parser's position or, if it has none, the YAML parser's, since JSON is YAML.
    private static String placeInJson(String text, Exception e) {
        Matcher said = JSON_PLACE.matcher(String.valueOf(e.getMessage()));
        if (said.find()) {
            return place(Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)));
        }
        return notYaml(text).map(why -> place(why, text)).orElse("");
    }

    private static Optional<YAMLException> notYaml(String text) {
        try {
            yaml().loadAll(text).forEach(document -> {});
            return Optional.empty();
        } catch (YAMLException e) {
            return Optional.of(e);
        }
    }

    /// Parses only data, never a class that the text names. Duplicate keys are refused: kubectl
    /// refuses them, while the cluster uses the last.
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    private static ProblemException unreadable(String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-manifests", "Cannot read the manifests", why)
                .withRemedy(
                        "kubectl get job,cronjob,deploy,pod,sa -o json | blobdrop doctor" + " --manifests -",
                        "kubectl kustomize FOLDER | blobdrop doctor --manifests -")
                .asException();
    }
}
