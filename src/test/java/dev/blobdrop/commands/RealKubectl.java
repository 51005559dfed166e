package dev.blobdrop.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The kubectl of this machine, talking to a [StandInCluster].
public final class RealKubectl {
    /// How kubectl words the refusal when it asks for the API's description.
    private static final String ASKED = "has asked for the client to provide credentials";

    /// Of `kustomize`, which has read its command line then and looks for the folder of the
    /// example.
    private static final String NO_FOLDER = "must build at directory: not a valid directory";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("GitVersion:\"v(\\d+\\.\\d+\\.\\d+)");
    private static final Pattern NEW_VERSION = Pattern.compile("Client Version: v(\\d+\\.\\d+\\.\\d+)");

    private final Path program;
    private final Path home;

    private RealKubectl(Path program, Path home) {
        this.program = program;
        this.home = home;
    }

    public static Optional<RealKubectl> find(Path home, StandInCluster cluster) {
        return Run.find("kubectl").map(program -> {
            try {
                Files.writeString(home.resolve("kubeconfig"), cluster.configuration());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new RealKubectl(program, home);
        });
    }

    Version version() {
        String out = run(List.of("version", "--client")).out();
        for (Pattern pattern : List.of(VERSION, NEW_VERSION)) {
            Matcher matcher = pattern.matcher(out);
            if (matcher.find()) {
                return Version.parse(matcher.group(1));
            }
        }
        throw new AssertionError("kubectl does not tell its version: " + out);
    }

    /// A command that is in order is carried out, or the cluster refuses what it asks for.
    public Verdict judge(Shell.Call call) {
        Run run = run(call.arguments());
        String said = run.err().strip();
        boolean refused = Stream.of(StandInCluster.REFUSAL, ASKED, NO_FOLDER).anyMatch(said::contains);
        return new Verdict(run.exit() == 0 || refused, said);
    }

    private Run run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return Run.of(
                LIMIT,
                Map.of(
                        "PATH", "/usr/bin:/bin",
                        "HOME", home.toString(),
                        "KUBECONFIG", home.resolve("kubeconfig").toString()),
                "",
                command);
    }
}
