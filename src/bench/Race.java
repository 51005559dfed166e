import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Runs the programs of a job in turn, verifies each run at the service, and notes the figures.
final class Race {
    private final Sink sink;
    private final Contenders contenders;
    private final Path work;
    private final Results results;

    /// @param work where the programs' output goes
    Race(Sink sink, Contenders contenders, Path work, Results results) {
        this.sink = sink;
        this.contenders = contenders;
        this.work = work;
        this.results = results;
    }

    /// @param rounds 0 makes the files and nothing else
    /// @param adds whether earlier rounds count too
    /// @param wanted which contenders take part
    void run(String name, Job job, int rounds, boolean adds, Predicate<String> wanted)
            throws IOException, InterruptedException {
        System.err.println(job.title());
        job.way().prepare(sink, false);
        List<Contender> all = job.contenders().stream()
                .filter(each -> wanted.test(each.name()))
                .toList();
        if (!adds) {
            all.forEach(each -> results.forget(name, each.name()));
        }
        for (int round = 0; round < rounds; round++) {
            for (Contender each : all) {
                if (results.rounds(name, each.name()) < each.rounds()) {
                    results.add(name, each.name(), measure(sink, each, job, "run"));
                }
            }
        }
    }

    /// All programs at once, each with a line of its own to a service of its own: what limits them
    /// is the line.
    ///
    /// @param jobs the job against that sink, with the contender of that place alone
    void together(String name, int contestants, BiFunction<Sink, Integer, Job> jobs, long bytesPerSecond)
            throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Measured>> all = threads.invokeAll(IntStream.range(0, contestants)
                    .<Callable<Measured>>mapToObj(i -> () -> alone(jobs, i, bytesPerSecond))
                    .toList());
            for (Future<Measured> each : all) {
                Measured one = each.get();
                results.forget(name, one.contender.name());
                if (one.figures.isPresent()) {
                    results.add(name, one.contender.name(), one.figures.get());
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /// Nothing is measured where a peer could not do it.
    private record Measured(Contender contender, Optional<Measurement> figures) {}

    private Measured alone(BiFunction<Sink, Integer, Job> jobs, int place, long bytesPerSecond)
            throws IOException, InterruptedException {
        try (Sink own = Sink.start(work)) {
            own.line(bytesPerSecond);
            Job job = jobs.apply(own, place);
            Contender contender = job.contenders().getFirst();
            try {
                return new Measured(contender, Optional.of(measure(own, contender, job, "run" + place)));
            } catch (IOException e) {
                if (contender.family() == Contender.Family.BLOBDROP) {
                    throw e;
                }
                System.err.println("  " + e.getMessage());
                return new Measured(contender, Optional.empty());
            }
        }
    }

    /// @throws IOException when the program failed, or when anything else arrived than was sent
    private Measurement measure(Sink service, Contender contender, Job job, String log)
            throws IOException, InterruptedException {
        job.way().prepare(service, contender.again());
        service.delay(job.delay());
        double before = service.cpu();
        Map<String, String> environment = contenders.environment(service);
        Measurement.Bare bare = Measurement.of(contender, environment, work.resolve(log + ".log"));
        double used = service.cpu() - before;
        service.delay(0);
        Measurement measured = bare.beside(used, service.arrived());
        job.way().verify(service, contender);
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
