import dev.blobdrop.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long short commands take from the start of the process to its end, against the sandbox, and
/// what the same sign-in takes with the Python SDK.
///
/// `mvn -Pbench -Dbench=ColdStart`, `-Dbench.arguments=11` for the number of rounds. The commands
/// take turns, so that a busy machine is unfair to all alike; medians are printed, wall time and
/// processor time of the process with its children.
class ColdStart {
    private static final Path PROGRAM = Path.of("target/blobdrop/bin/blobdrop").toAbsolutePath();
    private static final Path STARTER = Path.of("target/blobdrop/blobdrop.jar").toAbsolutePath();
    private static final String DEBIAN_PYTHON = "/usr/bin/python3";
    private static final List<String> WHOAMI = List.of("whoami", "--credential", "workload-identity");
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

    /// One run.
    private record Run(double wall, double cpu) {}

    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();
    private final Map<String, String> environment;

    private ColdStart(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? 11 : Integer.parseInt(arguments[0]);
        Path files = Files.createTempDirectory("cold-start");
        try (Sandbox azure = Sandbox.start()) {
            ColdStart bench = new ColdStart(azure.podEnvironment());
            bench.choose(tenFiles(files));
            for (int round = 0; round <= rounds; round++) {
                bench.round(round > 0);
            }
            bench.print(rounds);
        } finally {
            try (Stream<Path> left = Files.list(files)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(files);
        }
    }

    private static Path tenFiles(Path folder) throws IOException {
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve(i + ".txt"), "file " + i + "x".repeat(4000));
        }
        return folder;
    }

    private void choose(Path files) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        commands.put("blobdrop whoami", joined(List.of(PROGRAM.toString()), WHOAMI));
        List<String> peer = List.of(
                DEBIAN_PYTHON, Path.of("src/bench/whoami.py").toAbsolutePath().toString());
        if (Files.isExecutable(Path.of(DEBIAN_PYTHON)) && succeeds(peer)) {
            commands.put("Python SDK, the same", peer);
        } else {
            System.out.println("No Python SDK here; on Debian: apt-get install python3-azure");
        }
        commands.put("java -jar blobdrop.jar whoami", joined(List.of(java, "-jar", STARTER.toString()), WHOAMI));
        commands.put("blobdrop --version", List.of(PROGRAM.toString(), "--version"));
        commands.put(
                "blobdrop upload, 10 files of 4 KB",
                List.of(
                        PROGRAM.toString(),
                        "upload",
                        "--if-exists",
                        "replace",
                        "--credential",
                        "workload-identity",
                        files.toString()));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private void round(boolean counts) throws IOException, InterruptedException {
        for (var command : commands.entrySet()) {
            Run run = run(command.getValue());
            if (counts) {
                runs.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                        .add(run);
            }
        }
    }

    private boolean succeeds(List<String> command) throws IOException, InterruptedException {
        return start(command).waitFor() == 0;
    }

    /// Through a shell, because only that tells the processor time of a child.
    private Process start(List<String> command) throws IOException {
        String script = "\"$@\" >/dev/null 2>&1; exit=$?; times; exit $exit";
        ProcessBuilder process = new ProcessBuilder(joined(List.of("/bin/sh", "-c", script, "sh"), command));
        process.environment().clear();
        process.environment().putAll(environment);
        return process.redirectErrorStream(true).start();
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        int exit = process.waitFor();
        double wall =
                (System.nanoTime() - start) / (double) Duration.ofSeconds(1).toNanos();
        if (exit != 0) {
            throw new IOException("Exit code " + exit + " of " + command);
        }
        Matcher times = TIMES.matcher(said.lines().toList().getLast());
        if (!times.find()) {
            throw new IOException("The shell told no times: " + said);
        }
        return new Run(wall, seconds(times, 1) + seconds(times, 3));
    }

    private static double seconds(Matcher times, int group) {
        return 60 * Double.parseDouble(times.group(group)) + Double.parseDouble(times.group(group + 1));
    }

    private void print(int rounds) {
        System.out.printf("Medians of %d interleaved rounds%n%n", rounds);
        System.out.println("| command | wall s | fastest | CPU s | wall, times the first |");
        System.out.println("|---|---|---|---|---|");
        double first = median(runs.values().iterator().next(), false);
        runs.forEach((name, all) -> System.out.printf(
                "| %s | %.2f | %.2f | %.2f | %.2f |%n",
                name,
                median(all, false),
                all.stream().mapToDouble(Run::wall).min().orElseThrow(),
                median(all, true),
                median(all, false) / first));
        System.out.println();
    }

    private static double median(List<Run> runs, boolean cpu) {
        double[] values = runs.stream().mapToDouble(cpu ? Run::cpu : Run::wall).toArray();
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
