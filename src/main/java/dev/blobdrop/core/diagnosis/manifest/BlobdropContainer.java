package dev.blobdrop.core.diagnosis.manifest;

import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.map;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.maps;
import static dev.blobdrop.core.diagnosis.manifest.KubernetesObject.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks a container of this program for mistakes that keep it from running at all.
///
/// @param where the object that contains the pod
/// @param variables by name, with an empty value where the given objects do not contain it
/// @param partly whether further variables may come from objects that are not given
record BlobdropContainer(String where, Map<String, Object> container, Map<String, String> variables, boolean partly) {
    /// The programs in the image: decision 20.
    private static final Set<String> PROGRAMS = Set.of("blobdrop", "java");

    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh", "cmd", "pwsh");

    /// Commands that connect to storage, so they need an account.
    private static final Set<String> REACHING = Set.of(
            "hello",
            "upload",
            "watch",
            "ls",
            "get",
            "cat",
            "stat",
            "rm",
            "mkcontainer",
            "rmcontainer",
            "cp",
            "mv",
            "sync");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");
    private static final Pattern SHARD = Pattern.compile("(.+)/(\\d+)");

    static BlobdropContainer of(
            String where, String namespace, Map<String, Object> container, List<Map<String, Object>> objects) {
        boolean partly = maps(container.get("envFrom")).stream()
                .anyMatch(source -> from(namespace, source, objects).isEmpty());
        return new BlobdropContainer(where, container, variables(namespace, container, objects), partly);
    }

    /// Whether this is our program: by its image, its name, its command, or variables that only we
    /// read.
    boolean isOurs() {
        String image = text(container, "image").toLowerCase(Locale.ROOT);
        return image.matches("(.*/)?blobdrop([:@].*)?")
                || text(container, "name").equals("blobdrop")
                || command().stream().anyMatch(word -> base(word).equals("blobdrop"))
                || variables.keySet().stream().anyMatch(name -> name.startsWith("BLOBDROP_"));
    }

    void examine(List<Mistake> mistakes) {
        program(mistakes);
        account(mistakes);
        image(mistakes);
    }

    private void program(List<Mistake> mistakes) {
        if (command().isEmpty()) {
            return;
        }
        String program = base(command().getFirst());
        if (PROGRAMS.contains(program)) {
            return;
        }
        String what = SHELLS.contains(program) ? "the image has no shell" : "the image has no such program";
        mistakes.add(new Mistake(
                where,
                "",
                name() + " runs the command '" + command().getFirst() + "', but " + what,
                "Remove 'command' and move the words after 'blobdrop' to 'args', such as args: [upload, /data]"));
    }

    private void account(List<Mistake> mistakes) {
        Optional<String> given = option("--account-url").or(this::url).map(this::expanded);
        if (given.isEmpty() && !partly && words().stream().anyMatch(REACHING::contains)) {
            mistakes.add(new Mistake(
                    where,
                    "F12",
                    name() + " has no storage account",
                    "Set STORAGE_ACCOUNT_URL in the container's env:" + " https://ACCOUNT.blob.core.windows.net"));
        }
        given.filter(url -> Placeholder.isIn(url) || url.contains("//ACCOUNT."))
                .ifPresent(url -> mistakes.add(new Mistake(
                        where,
                        "F12",
                        name() + "'s account URL is still the placeholder " + url,
                        "Replace it with your storage account's name")));
    }

    /// Expands `$(NAME)` as Kubernetes does.
    private String expanded(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }

    private Optional<String> url() {
        return Optional.ofNullable(variables.get("STORAGE_ACCOUNT_URL"));
    }

    private void image(List<Mistake> mistakes) {
        String image = text(container, "image");
        boolean upper = image.replaceFirst("[:@].*", "").chars().anyMatch(Character::isUpperCase);
        if (Placeholder.isIn(image) || upper) {
            mistakes.add(new Mistake(
                    where,
                    "",
                    name() + "'s image is still the placeholder " + image,
                    "Replace it with your registry's name and the image's tag or digest"));
        }
    }

    /// The `--shard` of this container: the part for this pod, and the number of parts.
    Optional<Matcher> shard() {
        return option("--shard").map(SHARD::matcher).filter(Matcher::matches);
    }

    private String name() {
        return "container " + text(container, "name");
    }

    private Optional<String> option(String name) {
        List<String> words = words();
        int at = words.indexOf(name);
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .or(() -> at >= 0 && at + 1 < words.size() ? Optional.of(words.get(at + 1)) : Optional.empty());
    }

    private List<String> words() {
        return Stream.concat(command().stream(), KubernetesObject.strings(container.get("args")).stream())
                .toList();
    }

    private List<String> command() {
        return KubernetesObject.strings(container.get("command"));
    }

    private static String base(String program) {
        return program.replaceFirst(".*[/\\\\]", "");
    }

    private static Map<String, String> variables(
            String namespace, Map<String, Object> container, List<Map<String, Object>> objects) {
        Map<String, String> found = new TreeMap<>();
        maps(container.get("envFrom")).stream()
                .map(source -> from(namespace, source, objects))
                .forEach(found::putAll);
        for (Map<String, Object> variable : maps(container.get("env"))) {
            found.put(text(variable, "name"), value(namespace, variable, objects));
        }
        return found;
    }

    private static Map<String, String> from(
            String namespace, Map<String, Object> source, List<Map<String, Object>> objects) {
        boolean secret = source.containsKey("secretRef");
        Map<String, String> found = new TreeMap<>();
        data(
                        secret ? "Secret" : "ConfigMap",
                        namespace,
                        text(map(source.get(secret ? "secretRef" : "configMapRef")), "name"),
                        objects)
                .forEach((key, value) -> found.put(text(source, "prefix") + key, value));
        return found;
    }

    private static String value(String namespace, Map<String, Object> variable, List<Map<String, Object>> objects) {
        Map<String, Object> reference = map(map(variable.get("valueFrom")).get("configMapKeyRef"));
        return reference.isEmpty()
                ? text(variable, "value")
                : data("ConfigMap", namespace, text(reference, "name"), objects)
                        .getOrDefault(text(reference, "key"), "");
    }

    private static Map<String, String> data(
            String kind, String namespace, String name, List<Map<String, Object>> objects) {
        Map<String, String> all = new TreeMap<>();
        objects.stream()
                .filter(object -> text(object, "kind").equals(kind))
                .filter(object -> KubernetesObject.namespace(object).equals(namespace))
                .filter(object -> text(map(object.get("metadata")), "name").equals(name))
                .flatMap(object -> Stream.of(map(object.get("data")), map(object.get("stringData"))))
                .flatMap(data -> data.entrySet().stream())
                .forEach(entry -> all.put(entry.getKey(), kind.equals("Secret") ? "" : "" + entry.getValue()));
        return all;
    }
}
