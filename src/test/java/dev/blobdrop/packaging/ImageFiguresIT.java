package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.commands.Run;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the image weighs, and what `hello` costs in it: from the start of the process until its
/// blob is in the account, until its end, and the most memory it held; beside it the same by the
/// Python SDK. Figures are printed; only the size is held to a limit.
class ImageFiguresIT {
    private static final int ROUNDS = Integer.getInteger("image.rounds", 5);
    private static final long MOST_BYTES = 120_000_000;
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    /// One run; seconds and MiB.
    private record Figures(double first, double end, double memory) {}

    @RegisterExtension
    static final WithPodman PODMAN = new WithPodman();

    @TempDir
    Path directory;

    private Sandbox azure;
    private final Map<String, List<Figures>> all = new LinkedHashMap<>();

    @Test
    void sizeStartAndMemory() throws Exception {
        azure = SharedSandbox.get();
        azure.reset();
        Podman podman = PODMAN.get();
        Path data = Files.createDirectory(directory.resolve("data"));
        RestrictedPod pod = new RestrictedPod(azure, data, RestrictedPod.V1_6);
        Path python = Path.of("src/bench/hello.py").toAbsolutePath();
        boolean compared = Files.isExecutable(PYTHON)
                && Run.of(Duration.ofSeconds(60), outside(), "", List.of(PYTHON.toString(), python.toString()))
                                .exit()
                        == 0;

        for (int round = 0; round <= ROUNDS; round++) {
            boolean counts = round > 0;
            container(podman, pod, counts);
            direct("the image's process, without a container", javaProcess(), counts);
            if (compared) {
                direct(
                        "the Python SDK's process, without a container",
                        List.of(PYTHON.toString(), python.toString()),
                        counts);
            }
        }

        System.out.printf(
                "| image: %.1f MB compressed, %.1f MB unpacked; medians of %d rounds |%n",
                Files.size(Podman.TAR) / 1e6, unpacked() / 1e6, ROUNDS);
        System.out.println("| hello | until the blob is there, s | to the end, s | peak RSS, MiB |");
        System.out.println("|---|--:|--:|--:|");
        all.forEach((name, runs) -> System.out.printf(
                "| %s | %.2f | %.2f | %.0f |%n",
                name, median(runs, Figures::first), median(runs, Figures::end), median(runs, Figures::memory)));
        if (!compared) {
            System.out.println("| no Python SDK here; on Debian: python3-azure |");
        }
        assertThat(Files.size(Podman.TAR)).isLessThan(MOST_BYTES);
    }

    private static long unpacked() throws IOException {
        try (Stream<Path> files = Files.walk(Podman.BUILT.resolve("root"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void container(Podman podman, RestrictedPod pod, boolean counts) throws Exception {
        Path pidFile = directory.resolve("pid");
        Files.deleteIfExists(pidFile);
        List<String> arguments = new ArrayList<>(pod.options());
        arguments.add("--pidfile=" + pidFile);
        arguments.addAll(List.of(podman.image(), "hello"));
        measure("the image, by podman", podman.command(arguments), podman.environment(), Optional.of(pidFile), counts);
    }

    private void direct(String name, List<String> command, boolean counts) throws Exception {
        measure(name, command, outside(), Optional.empty(), counts);
    }

    /// The sandbox's own environment of a pod, with paths of this machine.
    private Map<String, String> outside() {
        return new TreeMap<>(azure.podEnvironment());
    }

    /// The options of the image with the places of this machine.
    private static List<String> javaProcess() throws IOException {
        Path root = Podman.BUILT.resolve("root");
        List<String> command =
                new ArrayList<>(List.of(root.resolve("opt/java/bin/java").toString()));
        for (String line : Files.readAllLines(root.resolve("app/java.args"))) {
            if (!line.startsWith("#")) {
                command.add(line.replace("/app/", root.resolve("app") + "/"));
            }
        }
        command.addAll(List.of("dev.blobdrop.Main", "hello"));
        return command;
    }

    private void measure(
            String name, List<String> command, Map<String, String> environment, Optional<Path> pidFile, boolean counts)
            throws Exception {
        int before = azure.gateway().requests().size();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path log = directory.resolve("hello.log");
        Instant start = Instant.now();
        Process process = builder.redirectOutput(log.toFile()).start();
        long most = 0;
        while (process.isAlive()) {
            most = Math.max(most, held(pidFile, process));
            process.waitFor(Duration.ofMillis(5));
        }
        double end = seconds(start, Instant.now());
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        List<LoggedRequest> requests = azure.gateway().requests();
        LoggedRequest first = requests.subList(before, requests.size()).stream()
                .filter(request -> request.method().equals("PUT"))
                .findFirst()
                .orElseThrow();
        if (counts) {
            all.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(new Figures(seconds(start, first.time()), end, most / 1024.0));
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    /// The most memory that the process has held so far, in KiB; see proc(5), VmHWM.
    ///
    /// @param pidFile where podman writes which process the container's is
    private static long held(Optional<Path> pidFile, Process process) {
        try {
            String pid = pidFile.isPresent() ? Files.readString(pidFile.get()).strip() : String.valueOf(process.pid());
            return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException notYetOrEnded) {
            return 0;
        }
    }

    private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
