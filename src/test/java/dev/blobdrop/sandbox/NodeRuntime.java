package dev.blobdrop.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Node.js and npm found on a search path, or a sentence that says what is missing.
record NodeRuntime(Path node, Path npm) {
    private static final int OLDEST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");

    static NodeRuntime find(String searchPath) {
        Path node = onPath(searchPath, "node").orElseThrow(() -> needed("was not found on PATH"));
        String version = version(node);
        var match = VERSION.matcher(version);
        if (!match.find() || Integer.parseInt(match.group(1)) < OLDEST) {
            throw needed("on PATH is " + version);
        }
        Path npm = onPath(searchPath, "npm")
                .orElseThrow(() -> new SandboxException("npm is needed for the sandbox's blob service, but"
                        + " was not found on PATH. Install it and"
                        + " try again."));
        return new NodeRuntime(node, npm);
    }

    private static SandboxException needed(String found) {
        return new SandboxException("Node.js "
                + OLDEST
                + " or newer is needed for the sandbox's blob service, but "
                + (found.startsWith("was") ? "node " : "the node ")
                + found
                + ". Install it and try again.");
    }

    private static Optional<Path> onPath(String searchPath, String program) {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory ->
                        Stream.of(program, program + ".exe", program + ".cmd").map(Path.of(directory)::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static String version(Path node) {
        try {
            Process process = new ProcessBuilder(List.of(node.toString(), "--version")).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "not runnable";
        }
    }
}
