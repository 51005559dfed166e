package dev.blobdrop.cli.process;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;
import java.util.List;

/// What a command of the program itself begins with, before its options are read: they take as long
/// to read as the native TLS library and the authorities take to load.
public final class HeadStart {
    private static final List<String> CONNECTING =
            List.of("hello", "upload", "watch", "ls", "get", "cat", "stat", "rm", "whoami", "doctor", "mkcontainer");

    private static final List<String> TELLING = List.of("--help", "-h", "--version", "-V");

    private HeadStart() {}

    /// To be called once in a process, before anything is logged.
    ///
    /// @param arguments at least one, as they were typed
    public static void take(List<String> arguments, Environment environment) {
        Logging.prepare(arguments);
        if (connects(arguments)) {
            HttpTransport.warmUp(!hasAuthorities(arguments, environment));
        }
    }

    /// Whether a file of certificates is given, which mostly suffices.
    private static boolean hasAuthorities(List<String> arguments, Environment environment) {
        return environment.get("BLOBDROP_CA_FILE").isPresent()
                || arguments.stream().anyMatch(word -> word.startsWith("--ca-file"));
    }

    private static boolean connects(List<String> arguments) {
        return CONNECTING.contains(arguments.getFirst()) && arguments.stream().noneMatch(TELLING::contains);
    }
}
