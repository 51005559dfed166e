import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Uploads against a service that is not the bottleneck, in turn with AzCopy, rclone and the Python
/// SDK; prints medians and ratios and keeps them in `src/docs/performance.md`.
///
/// `UploadBench [--rounds N] [JOB ...]` with the jobs of [#jobs]; without any, all but `million`.
/// Run by `mvn -Pbench`; the program must have been packaged.
final class UploadBench {
    private static final String START = "<!-- upload bench: written by the bench -->";
    private static final String END = "<!-- end of upload bench -->";
    private static final int MIB = 1 << 20;

    private final Path project = Path.of("").toAbsolutePath();
    private final Path work = Files.createDirectories(project.resolve("target/bench"));
    private final Sources sources = new Sources(work);
    private final Sink sink;
    private final Contenders contenders;

    private UploadBench() throws IOException, InterruptedException {
        sink = Sink.start(project.resolve("src/bench"), work);
        contenders = new Contenders(sink, project, work);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = 3;
        Set<String> wanted = new TreeSet<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--rounds")) {
                rounds = Integer.parseInt(arguments[++i]);
            } else if (!arguments[i].isBlank()) {
                wanted.addAll(List.of(arguments[i].trim().split("[ ,]+")));
            }
        }
        if (wanted.isEmpty()) {
            wanted.addAll(List.of("large", "small", "latency", "ten", "memory"));
        }
        new UploadBench().run(wanted, rounds);
    }

    private void run(Set<String> wanted, int rounds) throws IOException, InterruptedException {
        StringBuilder report = new StringBuilder();
        try (sink) {
            for (String name : wanted) {
                String table =
                        switch (name) {
                            case "large" -> race(large(), rounds);
                            case "small" -> race(small(5_000, 0), rounds);
                            case "latency" -> race(small(30_000, 20), rounds);
                            case "ten" -> race(small(10, 0), Math.max(rounds, 7));
                            case "memory" -> memory();
                            case "million" -> million();
                            default -> throw new IllegalArgumentException("no job " + name);
                        };
                System.out.println(table);
                report.append(table).append('\n');
            }
        }
        keep(report.toString());
    }

    private Job large() throws IOException {
        Path file = sources.large(2048);
        return new Job(
                "2 GiB in one file",
                1,
                2048L * MIB,
                0,
                Job.of(
                        contenders.blobdrop("Blobdrop, CRC64", file, "--integrity", "crc64"),
                        List.of(
                                Optional.of(
                                        contenders.blobdrop(
                                                "Blobdrop, CRC64 and stored MD5",
                                                file,
                                                "--integrity",
                                                "crc64+md5")),
                                contenders.azcopy("AzCopy", file),
                                contenders.azcopy("AzCopy --put-md5", file, "--put-md5"),
                                contenders.rclone(file, 4),
                                contenders.python(file))));
    }

    private Job small(int count, int delay) throws IOException {
        Path folder = sources.small(count, 4096);
        List<Contender> all =
                new ArrayList<>(
                        Job.of(
                                contenders.blobdrop("Blobdrop", folder),
                                List.of(
                                        contenders.azcopy("AzCopy", folder),
                                        contenders.rclone(folder, 128))));
        if (count <= 5_000) {
            contenders.python(folder).ifPresent(all::add);
        }
        return new Job(
                "%,d files of 4 KiB, %d ms a request".formatted(count, delay),
                count,
                count * 4096L,
                delay,
                all);
    }

    private String race(Job job, int rounds) throws IOException, InterruptedException {
        System.err.println(job.title());
        Map<Contender, List<Measurement>> all = new LinkedHashMap<>();
        job.contenders().forEach(each -> all.put(each, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (Contender each : job.contenders()) {
                Measurement one = measure(each, job);
                System.err.printf(
                        "  %-32s %7.2f s  %7.2f CPU-s  %5.0f MiB%n",
                        each.name(), one.wall(), one.cpu(), one.memory());
                all.get(each).add(one);
            }
        }
        Map<Contender, Measurement> medians = new LinkedHashMap<>();
        all.forEach((each, measured) -> medians.put(each, Measurement.median(measured)));
        return table(job, rounds, medians);
    }

    private Measurement measure(Contender contender, Job job)
            throws IOException, InterruptedException {
        sink.forget();
        sink.delay(job.delay());
        Measurement measurement =
                Measurement.of(
                        contender.command(), contenders.environment(), work.resolve("run.log"));
        sink.delay(0);
        long[] counts = sink.counts();
        if (counts[0] < job.files() || counts[1] < job.bytes()) {
            throw new IOException(
                    "%s sent %d requests and %d bytes: not everything"
                            .formatted(contender.name(), counts[0], counts[1]));
        }
        return measurement;
    }

    private static String table(Job job, int rounds, Map<Contender, Measurement> medians) {
        Measurement peer =
                medians.entrySet().stream()
                        .filter(entry -> entry.getKey().name().startsWith("AzCopy"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> medians.values().iterator().next());
        StringBuilder text = new StringBuilder();
        text.append("### %s (medians of %d rounds in turn)%n%n".formatted(job.title(), rounds));
        text.append("| program | wall s | CPU s | RSS MiB | files/s | wall, CPU, RSS / AzCopy |\n");
        text.append("|---|--:|--:|--:|--:|--:|\n");
        medians.forEach(
                (each, median) ->
                        text.append(
                                "| %s | %.2f | %.2f | %.0f | %,.0f | %.2f, %.2f, %.2f |%n"
                                        .formatted(
                                                each.name(),
                                                median.wall(),
                                                median.cpu(),
                                                median.memory(),
                                                job.files() / median.wall(),
                                                median.wall() / peer.wall(),
                                                median.cpu() / peer.cpu(),
                                                median.memory() / peer.memory())));
        return text.toString();
    }

    /// Large and many under a limit that the kernel enforces, page cache included.
    private String memory() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        text.append("### Under a memory limit of 256 MiB, enforced by the kernel\n\n");
        text.append("| upload | wall s | CPU s | RSS MiB |\n|---|--:|--:|--:|\n");
        try (var limit = MemoryLimit.of(256 * MIB)) {
            Job sparse = new Job("10 GiB sparse", 1, 10_240L * MIB, 0, List.of());
            limited(text, limit, sparse, sources.sparse(10_240));
            Job many = new Job("30,000 files of 4 KiB", 30_000, 30_000 * 4096L, 0, List.of());
            limited(text, limit, many, sources.small(30_000, 4096));
        } catch (IOException e) {
            text.append("| not possible here: %s | | | |%n".formatted(e.getMessage()));
        }
        return text.toString();
    }

    private void limited(StringBuilder text, MemoryLimit limit, Job job, Path source)
            throws IOException, InterruptedException {
        Contender inside =
                new Contender(job.title(), limit.wrap(contenders.blobdrop("", source).command()));
        Measurement one = measure(inside, job);
        text.append(
                "| %s | %.2f | %.2f | %.0f |%n"
                        .formatted(job.title(), one.wall(), one.cpu(), one.memory()));
    }

    /// A million files: planned by a dry run, then sent.
    private String million() throws IOException, InterruptedException {
        Path folder = sources.small(1_000_000, 16);
        StringBuilder text = new StringBuilder();
        text.append("### 1,000,000 files of 16 bytes\n\n");
        text.append("| run | wall s | CPU s | RSS MiB |\n|---|--:|--:|--:|\n");
        Contender plan = contenders.blobdrop("dry run", folder, "--dry-run");
        Job nothing = new Job("dry run", 0, 0, 0, List.of());
        Job all = new Job("upload", 1_000_000, 16_000_000, 0, List.of());
        for (var each :
                List.of(
                        Map.entry(nothing, plan),
                        Map.entry(all, contenders.blobdrop("upload", folder)))) {
            Measurement one = measure(each.getValue(), each.getKey());
            text.append(
                    "| %s | %.2f | %.2f | %.0f |%n"
                            .formatted(each.getKey().title(), one.wall(), one.cpu(), one.memory()));
        }
        return text.toString();
    }

    private void keep(String report) throws IOException {
        Path page = project.resolve("src/docs/performance.md");
        String text =
                Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + START + END;
        if (!text.contains(START)) {
            text = text + "\n" + START + END + "\n";
        }
        int from = text.indexOf(START) + START.length();
        Files.writeString(
                page, text.substring(0, from) + "\n" + report + text.substring(text.indexOf(END)));
    }
}
