package dev.blobdrop.cli.options;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.EnvironmentFile;
import dev.blobdrop.core.identity.Injection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A pod's variables from a file, with another token in place of the pod's own if there is one.
public final class PodEnvironment {
    private PodEnvironment() {}

    /// @param file `-` for standard input
    public static Environment read(String file, Optional<Path> token) {
        Environment pod = EnvironmentFile.parse(InputFile.name(file), InputFile.bytes(file, "environment-file"));
        Map<String, String> variables = new HashMap<>(pod.variables());
        token.ifPresent(path -> variables.put(Injection.FILE, path.toString()));
        return Environment.ofPod(variables);
    }
}
