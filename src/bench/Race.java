import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs the programs of a job in turn and makes the tables.
final class Race {
    private static final String HEAD =
            "| program | wall s | CPU s | RSS MiB | files/s | the service's CPU s |\n"
                    + "|---|--:|--:|--:|--:|--:|\n";

    private final Sink sink;
    private final Map<String, String> environment;
    private final Path work;

    /// @param environment what every program gets beside this one's
    /// @param work where their output goes
    Race(Sink sink, Map<String, String> environment, Path work) {
        this.sink = sink;
        this.environment = environment;
        this.work = work;
    }

    String run(Job job, int rounds) throws IOException, InterruptedException {
        System.err.println(job.title());
        Map<Contender, List<Measurement>> all = new LinkedHashMap<>();
        job.contenders().forEach(each -> all.put(each, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (Contender each : job.contenders()) {
                if (round < each.rounds()) {
                    all.get(each).add(measure(each, job));
                }
            }
        }
        Map<String, Measurement> medians = new LinkedHashMap<>();
        StringBuilder rows = new StringBuilder();
        all.forEach(
                (each, measured) -> {
                    Measurement median = Measurement.median(measured);
                    medians.put(each.name(), median);
                    String name =
                            measured.size() == rounds ? each.name() : each.name() + " (one round)";
                    rows.append(row(name, job, median));
                });
        return "### %s (medians of %d rounds in turn, %s)%n%n"
                        .formatted(job.title(), rounds, medians.values().iterator().next().cipher())
                + HEAD
                + rows
                + targets(List.of(job), medians);
    }

    /// One run each, of jobs without peers.
    String once(String title, List<Job> jobs) throws IOException, InterruptedException {
        System.err.println(title);
        Map<String, Measurement> all = new LinkedHashMap<>();
        StringBuilder rows = new StringBuilder();
        for (Job job : jobs) {
            for (Contender each : job.contenders()) {
                Measurement one = measure(each, job);
                all.put(each.name(), one);
                rows.append(row(each.name(), job, one));
            }
        }
        return "### %s%n%n".formatted(title) + HEAD + rows + targets(jobs, all);
    }

    private static String row(String name, Job job, Measurement one) {
        return "| %s | %.2f | %.2f | %.0f | %,.0f | %.2f |%n"
                .formatted(
                        name,
                        one.wall(),
                        one.cpu(),
                        one.memory(),
                        job.files() / one.wall(),
                        one.service());
    }

    private static String targets(List<Job> jobs, Map<String, Measurement> medians) {
        StringBuilder text = new StringBuilder();
        text.append("\n| to reach | measured | against AzCopy without standard input |\n");
        text.append("|---|--:|--:|\n");
        jobs.stream()
                .flatMap(job -> job.targets().stream())
                .forEach(target -> text.append(target.row(medians)));
        return text.toString();
    }

    /// @throws IOException when the program failed, or when not exactly the job's files arrived
    private Measurement measure(Contender contender, Job job)
            throws IOException, InterruptedException {
        job.way().prepare(sink);
        sink.delay(job.delay());
        double before = sink.cpu();
        Measurement bare = Measurement.of(contender, environment, work.resolve("run.log"));
        double service = sink.cpu() - before;
        sink.delay(0);
        Sink.Arrived arrived = job.way().arrived(sink);
        if (arrived.blobs() != job.files() || arrived.bytes() != job.bytes()) {
            throw new IOException(
                    "%s: %d blobs of %d bytes arrived, not %d of %d"
                            .formatted(
                                    contender.name(),
                                    arrived.blobs(),
                                    arrived.bytes(),
                                    job.files(),
                                    job.bytes()));
        }
        Measurement measured = bare.beside(service, arrived.cipher());
        System.err.printf(
                "  %-36s %7.2f s  %7.2f CPU-s  %5.0f MiB  (service %.2f CPU-s, %s)%n",
                contender.name(),
                measured.wall(),
                measured.cpu(),
                measured.memory(),
                measured.service(),
                measured.cipher());
        return measured;
    }
}
