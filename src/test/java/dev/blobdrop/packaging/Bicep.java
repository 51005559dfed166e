package dev.blobdrop.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a Bicep file declares, read by a real grammar (`src/test/npm/bicep/tree.mjs`): the compiler
/// itself cannot be had from a package registry.
record Bicep(JsonObject tree) {
    private static final Path LISTS = Path.of("src/test/npm/bicep").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target/npm-bicep").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// Installs the grammar first, as the lock file says, unless it is there.
    static Bicep of(Path file) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", System.getProperty("machine.path", System.getenv("PATH")));
        install(environment);
        Run run = Run.of(
                LIMIT,
                environment,
                "",
                List.of(
                        program("node"),
                        INSTALLED.resolve("tree.mjs").toString(),
                        file.toAbsolutePath().toString()));
        if (run.exit() != 0) {
            throw new IllegalStateException(run.err());
        }
        return new Bicep(JsonParser.parseString(run.out()).getAsJsonObject());
    }

    private static void install(Map<String, String> environment) throws IOException {
        Files.createDirectories(INSTALLED);
        Path lock = INSTALLED.resolve("package-lock.json");
        boolean there = Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(lock, LISTS.resolve("package-lock.json")) == -1;
        for (String name : List.of("tree.mjs", "package.json", "package-lock.json", ".npmrc")) {
            Files.copy(LISTS.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!there) {
            Run run = Run.of(
                    LIMIT,
                    environment,
                    "",
                    List.of(program("npm"), "ci", "--prefer-offline", "--prefix", INSTALLED.toString()));
            if (run.exit() != 0) {
                throw new IllegalStateException("npm ci: " + run.err());
            }
        }
    }

    private static String program(String name) {
        var found = Run.find(name);
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.get().toString();
    }

    /// Each line that is no Bicep.
    List<String> errors() {
        return tree.getAsJsonArray("errors").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    /// The types of the resources that are made, without their versions.
    List<String> made() {
        return tree.getAsJsonObject("resources").asMap().values().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(resource -> !resource.get("existing").getAsBoolean())
                .map(resource -> resource.get("type").getAsString().replaceFirst("@.*", ""))
                .toList();
    }

    JsonObject resource(String name) {
        return tree.getAsJsonObject("resources").getAsJsonObject(name).getAsJsonObject("body");
    }

    JsonObject properties(String resource) {
        return resource(resource).getAsJsonObject("properties");
    }

    /// A parameter's default or a variable's value.
    String value(String name) {
        JsonObject params = tree.getAsJsonObject("params");
        JsonObject from = params.has(name) ? params : tree.getAsJsonObject("variables");
        return from.get(name).getAsString();
    }

    /// The expression with the default of each parameter in the place of its name.
    String filled(String expression) {
        String text = expression.replaceFirst("^'(.*)'$", "$1");
        for (String name : tree.getAsJsonObject("params").keySet()) {
            if (!tree.getAsJsonObject("params").get(name).isJsonNull()) {
                text = text.replace("${" + name + "}", value(name));
            }
        }
        return text;
    }
}
