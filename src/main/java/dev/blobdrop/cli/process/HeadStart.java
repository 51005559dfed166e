package dev.blobdrop.cli.process;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;
import java.util.List;

/// Starts to load what every connection needs before the options are parsed: loading the native TLS
/// library and the certificate authorities takes as long as parsing.
public final class HeadStart {
    private static final List<String> CONNECTING =
            List.of("hello", "upload", "watch", "ls", "get", "cat", "stat", "rm", "whoami", "doctor", "mkcontainer");

    private static final List<String> HELP = List.of("--help", "-h", "--version", "-V");

    private HeadStart() {}

    /// Call once per process, before anything is logged.
    ///
    /// @param arguments at least one, as typed
    public static void begin(List<String> arguments, Environment environment) {
        Logging.prepare(arguments);
        if (connects(arguments)) {
            HttpTransport.warmUp(!hasAuthorities(arguments, environment));
        }
    }

    /// Whether a file of certificates is given, which is usually all that is needed.
    private static boolean hasAuthorities(List<String> arguments, Environment environment) {
        return environment.get("BLOBDROP_CA_FILE").isPresent()
                || arguments.stream().anyMatch(word -> word.startsWith("--ca-file"));
    }

    private static boolean connects(List<String> arguments) {
        return CONNECTING.contains(arguments.getFirst()) && arguments.stream().noneMatch(HELP::contains);
    }
}
