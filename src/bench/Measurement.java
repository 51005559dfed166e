import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// What the operating system counted for one whole process, from its start to its end.
///
/// @param wall seconds
/// @param cpu seconds of processor time, user and system
/// @param memory the largest resident set, in MiB
/// @param service seconds of processor time that the service took beside it
/// @param cipher what encrypted the bodies
record Measurement(double wall, double cpu, double memory, double service, String cipher) {
    private static final long LIMIT_MINUTES = 20;

    /// Runs a command by GNU time.
    ///
    /// @param log where its output goes
    /// @throws IOException when the command fails, with its last lines
    static Measurement of(Contender contender, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        Path figures = log.resolveSibling(log.getFileName() + ".time");
        List<String> timed =
                new ArrayList<>(
                        List.of("/usr/bin/time", "-q", "-f", "%e %U %S %M", "-o", figures + ""));
        List<String> command = contender.command();
        timed.addAll(command);
        var builder = new ProcessBuilder(timed).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        if (!contender.input()) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            throw new IOException(command.getFirst() + " took more than 20 minutes");
        }
        if (process.exitValue() != 0) {
            List<String> said = Files.readAllLines(log);
            throw new IOException(
                    "%s ended with %d: %s"
                            .formatted(
                                    String.join(" ", command),
                                    process.exitValue(),
                                    String.join(
                                            "\n",
                                            said.subList(
                                                    Math.max(0, said.size() - 8), said.size()))));
        }
        String[] numbers = Files.readAllLines(figures).getLast().trim().split(" ");
        return new Measurement(
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2]),
                Double.parseDouble(numbers[3]) / 1024,
                0,
                "");
    }

    Measurement beside(double serviceSeconds, String usedCipher) {
        return new Measurement(wall, cpu, memory, serviceSeconds, usedCipher);
    }

    /// Each figure's own median; a measurement that never happened is not among them.
    static Measurement median(List<Measurement> all) {
        return new Measurement(
                middle(all, Measurement::wall),
                middle(all, Measurement::cpu),
                middle(all, Measurement::memory),
                middle(all, Measurement::service),
                all.getLast().cipher());
    }

    private static double middle(List<Measurement> all, ToDoubleFunction<Measurement> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
