import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Uploads to a service that is not the bottleneck, and downloads from it, in turn with AzCopy,
/// rclone and the Python SDK; prints medians, and what was to be reached, and keeps them in
/// `src/docs/performance.md`.
///
/// `TransferBench [--rounds N] [JOB ...]` with the jobs of [#table]; without any, all of them. Run
/// by
/// `mvn -Pbench`; the program must have been packaged.
final class TransferBench {
    private static final List<String> JOBS =
            List.of("large", "small", "latency", "ten", "memory", "million", "get");
    private static final int MIB = 1 << 20;

    private static final String BLOBDROP = "Blobdrop";
    private static final String CRC64 = "Blobdrop, CRC64";
    private static final String WITH_MD5 = "Blobdrop, CRC64 and stored MD5";
    private static final String AZCOPY = "AzCopy";
    private static final String AZCOPY_MD5 = "AzCopy --put-md5";
    private static final String RCLONE = "rclone";

    private final Path project = Path.of("").toAbsolutePath();
    private final Path work = Files.createDirectories(project.resolve("target/bench"));
    private final Sources sources = new Sources(work);
    private final Sink sink;
    private final Contenders contenders;
    private final Race race;

    private TransferBench() throws IOException, InterruptedException {
        sink = Sink.start(project.resolve("src/bench"), work);
        contenders = new Contenders(sink, project, work);
        race = new Race(sink, contenders.environment(), work);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = 3;
        Set<String> wanted = new LinkedHashSet<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--rounds")) {
                rounds = Integer.parseInt(arguments[++i]);
            } else if (!arguments[i].isBlank()) {
                wanted.addAll(List.of(arguments[i].trim().split("[ ,]+")));
            }
        }
        new TransferBench().run(wanted.isEmpty() ? JOBS : wanted, rounds);
    }

    private void run(Iterable<String> wanted, int rounds) throws IOException, InterruptedException {
        Kept kept = new Kept(project.resolve("src/docs/performance.md"));
        try (sink) {
            for (String name : wanted) {
                String table = table(name, rounds);
                System.out.println(table);
                kept.put(name, table);
            }
        }
    }

    private String table(String job, int rounds) throws IOException, InterruptedException {
        return switch (job) {
            case "large" -> race.run(large(), rounds);
            case "small" -> race.run(small(), rounds);
            case "latency" -> race.run(latency(), rounds);
            case "ten" -> race.run(ten(), rounds + 2);
            case "memory" -> memory();
            case "million" -> million();
            case "get" -> get(rounds);
            default -> throw new IllegalArgumentException("no job " + job + "; one of " + JOBS);
        };
    }

    private Job large() throws IOException {
        Path file = sources.large(2048);
        Optional<Contender> plain = contenders.azcopy(AZCOPY, file);
        Optional<Contender> withMd5 = contenders.azcopy(AZCOPY_MD5, file, "--put-md5");
        return new Job(
                "2 GiB in one file",
                1,
                2048L * MIB,
                0,
                those(
                        Optional.of(contenders.blobdrop(CRC64, file, "--integrity", "crc64")),
                        Optional.of(contenders.blobdrop(WITH_MD5, file)),
                        plain,
                        plain.map(Contender::inPod),
                        withMd5,
                        withMd5.map(Contender::inPod),
                        contenders.rclone(file, 4),
                        contenders.python(file)),
                List.of(
                        Target.most(CRC64, Target.Figure.WALL, 1.0, AZCOPY),
                        Target.most(CRC64, Target.Figure.CPU, 0.65, AZCOPY_MD5),
                        Target.most(CRC64, Target.Figure.RSS, 200),
                        Target.most(WITH_MD5, Target.Figure.CPU, 1.0, AZCOPY_MD5),
                        Target.most(WITH_MD5, Target.Figure.WALL, 1.0, RCLONE)));
    }

    private Job small() throws IOException {
        Path folder = sources.small(5_000, 4096);
        Optional<Contender> azcopy = contenders.azcopy(AZCOPY, folder);
        return files(
                5_000,
                0,
                those(
                        Optional.of(contenders.blobdrop(BLOBDROP, folder)),
                        azcopy,
                        azcopy.map(Contender::inPod),
                        contenders.rclone(folder, 128),
                        contenders.python(folder).map(each -> each.atMost(1))),
                Target.most(BLOBDROP, Target.Figure.WALL, 1.0, AZCOPY),
                Target.most(BLOBDROP, Target.Figure.RSS, 170));
    }

    /// AzCopy takes half a minute here, so only the two that are compared run more than once.
    private Job latency() throws IOException {
        Path folder = sources.small(30_000, 4096);
        Optional<Contender> azcopy = contenders.azcopy(AZCOPY, folder);
        return files(
                30_000,
                20,
                those(
                        Optional.of(contenders.blobdrop(BLOBDROP, folder)),
                        azcopy,
                        azcopy.map(Contender::inPod).map(each -> each.atMost(1)),
                        contenders.rclone(folder, 128).map(each -> each.atMost(1))),
                Target.least(BLOBDROP, Target.Figure.SPEED, 3.0, AZCOPY),
                Target.most(BLOBDROP, Target.Figure.CPU, 0.4, AZCOPY));
    }

    private Job ten() throws IOException {
        Path folder = sources.small(10, 4096);
        Optional<Contender> azcopy = contenders.azcopy(AZCOPY, folder);
        return files(
                10,
                0,
                those(
                        Optional.of(contenders.blobdrop(BLOBDROP, folder)),
                        azcopy,
                        azcopy.map(Contender::inPod),
                        contenders.rclone(folder, 128),
                        contenders.python(folder)),
                Target.most(BLOBDROP, Target.Figure.WALL, 1.2),
                Target.most(BLOBDROP, Target.Figure.WALL, 0.6, AZCOPY));
    }

    private static Job files(int count, int delay, List<Contender> all, Target... targets) {
        return new Job(
                "%,d files of 4 KiB, %d ms a request".formatted(count, delay),
                count,
                count * 4096L,
                delay,
                all,
                List.of(targets));
    }

    @SafeVarargs
    private static List<Contender> those(Optional<Contender>... all) {
        return Stream.of(all).flatMap(Optional::stream).toList();
    }

    /// Large and many under a limit that the kernel enforces, page cache included: who needs more
    /// is killed, and then the bench ends with that failure.
    private String memory() throws IOException, InterruptedException {
        try (var limit = MemoryLimit.of(256 * MIB)) {
            limit.prove();
            List<Job> jobs = new ArrayList<>();
            for (Path source : List.of(sources.sparse(10_240), sources.small(30_000, 4096))) {
                boolean many = Files.isDirectory(source);
                String title = many ? "30,000 files of 4 KiB" : "10 GiB sparse";
                List<String> command = contenders.blobdrop(title, source).command();
                jobs.add(
                        new Job(
                                title,
                                many ? 30_000 : 1,
                                many ? 30_000 * 4096L : 10_240L * MIB,
                                0,
                                List.of(new Contender(title, limit.wrap(command))),
                                List.of(Target.most(title, Target.Figure.RSS, 256))));
            }
            return race.once(
                    "Under a memory limit of 256 MiB, enforced by the kernel (a program that takes"
                            + " more is killed: tried first)",
                    jobs);
        } catch (java.nio.file.FileSystemException e) {
            return "### Under a memory limit of 256 MiB\n\nNot possible here: " + e + "\n";
        }
    }

    /// A million files: planned by a dry run, then sent.
    private String million() throws IOException, InterruptedException {
        Path folder = sources.small(1_000_000, 16);
        Contender plan = contenders.blobdrop("dry run", folder, "--dry-run");
        Contender upload = contenders.blobdrop("upload", folder);
        return race.once(
                "1,000,000 files of 16 bytes",
                Arrays.asList(
                        new Job(
                                "dry run",
                                0,
                                0,
                                0,
                                List.of(plan),
                                List.of(Target.most("dry run", Target.Figure.RSS, 256))),
                        new Job(
                                "upload",
                                1_000_000,
                                16_000_000,
                                0,
                                List.of(upload),
                                List.of(Target.most("upload", Target.Figure.RSS, 256)))));
    }

    /// One large blob without and with a stored MD5, which all three compare, and many small ones.
    private String get(int rounds) throws IOException, InterruptedException {
        Path folder = work.resolve("got");
        StringBuilder tables = new StringBuilder();
        for (boolean md5 : List.of(false, true)) {
            tables.append(race.run(getLarge(folder, md5), rounds)).append('\n');
        }
        return tables.append(race.run(getSmall(folder), rounds)).toString();
    }

    private Job getLarge(Path folder, boolean md5) {
        String blob = "large.bin";
        Optional<Contender> azcopy = contenders.azcopyGet(AZCOPY, blob, folder);
        return new Job(
                "Download: 2 GiB in one blob, " + (md5 ? "with" : "without") + " a stored MD5",
                1,
                2048L * MIB,
                0,
                those(
                        Optional.of(contenders.get(BLOBDROP, blob, folder)),
                        azcopy,
                        azcopy.map(Contender::inPod),
                        contenders.rcloneGet(blob, folder, 4)),
                List.of(
                        Target.most(BLOBDROP, Target.Figure.WALL, 1.2, AZCOPY),
                        Target.most(BLOBDROP, Target.Figure.RSS, 200)),
                new Way.Back(1, 2048L * MIB, md5, folder));
    }

    private Job getSmall(Path folder) {
        Optional<Contender> azcopy = contenders.azcopyGet(AZCOPY, "/", folder);
        return new Job(
                "Download: 5,000 blobs of 4 KiB with a stored MD5",
                5_000,
                5_000 * 4096L,
                0,
                those(
                        Optional.of(contenders.get(BLOBDROP, "/", folder)),
                        azcopy,
                        azcopy.map(Contender::inPod),
                        contenders.rcloneGet("/", folder, 128)),
                List.of(
                        Target.most(BLOBDROP, Target.Figure.WALL, 1.2, AZCOPY),
                        Target.most(BLOBDROP, Target.Figure.RSS, 200)),
                new Way.Back(5_000, 4096, true, folder));
    }
}
