import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Uploads to a service that is not the bottleneck, and downloads from it, in turn with AzCopy,
/// rclone and the Python SDK, each with its defaults and at its best settings; prints what was to
/// be reached beside what was, and keeps it in `src/docs/performance.md`.
///
/// Run by `mvn -Pbench`; the program must have been packaged.
final class TransferBench implements AutoCloseable {
    private static final String USAGE = """
        TransferBench [--rounds N] [--add] [--only REGEX] [--line MBITS] [--no-page] [JOB ...]
          --rounds N    how often each program runs; 3 without it
          --add         the rounds of earlier runs count too, instead of being replaced
          --only REGEX  only programs with such a name; the others' earlier rounds stay
          --line MBITS  how fast the slow line is; 1 without it
          --no-page     src/docs/performance.md stays as it is
          JOB           one of %s; without any, all but the last four
        """;
    private static final List<String> AFTER = List.of("slow", "memory", "memory-many", "million");

    private final Path project = Path.of("").toAbsolutePath();
    private final Path work = Files.createDirectories(project.resolve("target/bench"));
    private final Results results = new Results(work.resolve("results.tsv"));
    private final Options options;
    private final Sink sink;
    private final Contenders contenders;
    private final Peers peers;
    private final Jobs jobs;
    private final Race race;

    /// What the command line says.
    private record Options(int rounds, boolean adds, Pattern only, double line, boolean page, Set<String> jobs) {}

    private TransferBench(Options options) throws IOException, InterruptedException {
        this.options = options;
        Sink.build(project.resolve("src/bench"), work);
        sink = Sink.start(work);
        contenders = new Contenders(project, work);
        peers = new Peers(sink, project, work, Contenders.CONTAINER);
        jobs = new Jobs(contenders, peers, work);
        race = new Race(sink, contenders, work, results);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = 3;
        boolean adds = false;
        Pattern only = Pattern.compile("");
        double line = 1;
        boolean page = true;
        Set<String> wanted = new LinkedHashSet<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
                case "--add" -> adds = true;
                case "--only" -> only = Pattern.compile(arguments[++i]);
                case "--line" -> line = Double.parseDouble(arguments[++i]);
                case "--no-page" -> page = false;
                default ->
                    wanted.addAll(
                            arguments[i].isBlank()
                                    ? List.of()
                                    : List.of(arguments[i].trim().split("[ ,]+")));
            }
        }
        try (var bench = new TransferBench(new Options(rounds, adds, only, line, page, wanted))) {
            bench.run();
        }
    }

    private void run() throws IOException, InterruptedException {
        Map<String, Job> done = new LinkedHashMap<>();
        Map<String, Supplier<Job>> all = jobs.all();
        all.put("hello", this::helloDescribed);
        Set<String> names = new LinkedHashSet<>(all.keySet());
        names.addAll(AFTER);
        if (!names.containsAll(options.jobs)) {
            System.err.printf(USAGE, String.join(", ", names));
            System.exit(2);
        }
        for (String name : options.jobs.isEmpty() ? all.keySet() : options.jobs) {
            measure(name, all);
        }
        for (String name : names) {
            if (!results.medians(name).isEmpty() || all.containsKey(name)) {
                done.put(name, described(name, all));
            }
        }
        print(done);
    }

    private void measure(String name, Map<String, Supplier<Job>> all) throws IOException, InterruptedException {
        switch (name) {
            case "slow" -> slow();
            case "hello" -> hello();
            case "memory", "memory-many" -> memory(name);
            case "million" -> race(name, jobs.million());
            default -> race(name, all.get(name).get());
        }
    }

    private void race(String name, Job job) throws IOException, InterruptedException {
        race.run(name, job, options.rounds, options.adds, options.only.asPredicate());
    }

    private void slow() throws IOException, InterruptedException {
        int contestants = jobs.slow(-1, options.line, peers).contenders().size();
        race.together(
                "slow",
                contestants,
                (own, place) -> jobs.slow(place, options.line, new Peers(peers, own)),
                Math.round(options.line * 1_000_000 / 8));
    }

    private void hello() throws IOException, InterruptedException {
        Optional<ContainerImage> image = ContainerImage.load(project, work);
        try {
            race("hello", jobs.hello(image, contenders.environment(sink)));
        } finally {
            if (image.isPresent()) {
                image.get().close();
            }
        }
    }

    private void memory(String name) throws IOException, InterruptedException {
        try (var limit = MemoryLimit.of(Jobs.podBytes())) {
            limit.prove();
            race(name, jobs.memory(name.equals("memory-many"), limit));
        }
    }

    private Job helloDescribed() {
        return jobs.hello(Optional.of(new ContainerImage(work, "")), Map.of());
    }

    /// The job as the tables need it.
    private Job described(String name, Map<String, Supplier<Job>> all) {
        return switch (name) {
            case "slow" -> jobs.slow(-1, options.line, peers);
            case "memory", "memory-many" -> jobs.memory(name.equals("memory-many"), MemoryLimit.NONE);
            case "million" -> jobs.million();
            default -> all.get(name).get();
        };
    }

    private void print(Map<String, Job> done) throws IOException {
        Kept kept = new Kept(project.resolve("src/docs/performance.md"));
        StringBuilder text = new StringBuilder(Tables.targets(done, results));
        if (!peers.missing().isEmpty()) {
            text.append("\nNot installed: ")
                    .append(String.join(", ", peers.missing()))
                    .append(".\n");
        }
        if (options.page) {
            kept.put("targets", text.toString());
        }
        for (Map.Entry<String, Job> each : done.entrySet()) {
            if (!results.medians(each.getKey()).isEmpty()) {
                String table = Tables.of(each.getKey(), each.getValue(), results);
                text.append('\n').append(table);
                if (options.page) {
                    kept.put(each.getKey(), table);
                }
            }
        }
        System.out.println(text);
    }

    @Override
    public void close() {
        sink.close();
    }
}
