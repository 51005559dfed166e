import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// What the operating system counted for one run of a program, from its start to its end.
///
/// @param wall seconds
/// @param cpu seconds of processor time, user and system, of all its processes
/// @param memory the most that its processes had resident at once, in MiB
/// @param service seconds of processor time that the service took beside it
/// @param first seconds from the start to the first blob, 0 when there is none
/// @param cipher what encrypted the bodies
record Measurement(double wall, double cpu, double memory, double service, double first, String cipher) {
    private static final long LIMIT_MINUTES = 20;
    private static final long LOOK_EVERY_MS = 20;

    /// A program's own figures, and when it was started.
    record Bare(Instant start, double wall, double cpu, double memory) {
        Measurement beside(double service, Sink.Arrived arrived) {
            double first = arrived.first() == 0 ? 0 : (arrived.first() - start.toEpochMilli()) / 1000.0;
            return new Measurement(wall, cpu, memory, service, first, arrived.cipher());
        }
    }

    /// Runs a command by GNU time.
    ///
    /// @param log where its output goes
    /// @throws IOException when the command fails, with its last lines
    static Bare of(Contender contender, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        Path figures = log.resolveSibling(log.getFileName() + ".time");
        List<String> command = new ArrayList<>(List.of("/usr/bin/time", "-q", "-f", "%e %U %S %M", "-o", figures + ""));
        command.addAll(contender.command());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        if (!contender.input()) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        builder.environment().putAll(environment);
        builder.environment().putAll(contender.environment());
        Instant start = Instant.now();
        Process process = builder.start();
        long most = 0;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, Processes.residentBelow(process.pid()));
            if (System.nanoTime() > end) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                throw new IOException(contender.name() + " took more than 20 minutes");
            }
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    "%s ended with %d: %s".formatted(contender.name(), process.exitValue(), lastLines(log)));
        }
        String[] numbers = Files.readAllLines(figures).getLast().trim().split(" ");
        return new Bare(
                start,
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2]),
                Math.max(Double.parseDouble(numbers[3]), most) / 1024);
    }

    private static String lastLines(Path log) throws IOException {
        List<String> said = Files.readAllLines(log);
        return String.join("\n", said.subList(Math.max(0, said.size() - 8), said.size()));
    }

    /// Each figure's own median.
    static Measurement median(List<Measurement> all) {
        return new Measurement(
                middle(all, Measurement::wall),
                middle(all, Measurement::cpu),
                middle(all, Measurement::memory),
                middle(all, Measurement::service),
                middle(all, Measurement::first),
                all.getLast().cipher());
    }

    private static double middle(List<Measurement> all, ToDoubleFunction<Measurement> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
