package dev.blobdrop.cli.options;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.EnvironmentFile;
import dev.blobdrop.core.identity.Injection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A pod's variables, read from a file.
public final class PodEnvironment {
    private PodEnvironment() {}

    /// @param file `-` for standard input
    /// @param token replaces the pod's own token file
    public static Environment read(String file, Optional<Path> token) {
        Environment pod = EnvironmentFile.parse(InputFile.name(file), InputFile.bytes(file, "environment-file"));
        Map<String, String> variables = new HashMap<>(pod.variables());
        token.ifPresent(path -> variables.put(Injection.FILE, path.toString()));
        return Environment.ofPod(variables);
    }
}
