import java.nio.file.Path;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What is measured, and what is to be reached.
final class Jobs {
    private static final int KIB = Source.KIB;
    private static final int MIB = Source.MIB;
    private static final int POD_MIB = 128;
    private static final int RSS_MIB = 140;

    private static final String BLOBDROP = "Blobdrop";
    private static final String CRC64 = "Blobdrop, CRC64";
    private static final String WITH_MD5 = "Blobdrop, CRC64 and stored MD5";
    private static final String SECOND = "Blobdrop, second run with skip";
    private static final String IMAGE = "Blobdrop hello, the image by podman";
    private static final String WHOAMI = "Blobdrop whoami";

    private static final Set<Contender.Family> ANY =
            EnumSet.complementOf(EnumSet.of(Contender.Family.BLOBDROP, Contender.Family.AZCOPY_MD5));
    private static final Set<Contender.Family> AZCOPY = Set.of(Contender.Family.AZCOPY);
    private static final Set<Contender.Family> RCLONE = Set.of(Contender.Family.RCLONE);

    private final Contenders contenders;
    private final Peers peers;
    private final Path work;

    Jobs(Contenders contenders, Peers peers, Path work) {
        this.contenders = contenders;
        this.peers = peers;
        this.work = work;
    }

    Map<String, Supplier<Job>> all() {
        Map<String, Supplier<Job>> all = new LinkedHashMap<>();
        all.put("crc64", () -> large(0));
        all.put("md5", this::storedMd5);
        all.put("crc64-20ms", () -> large(20));
        all.put("small", () -> small(0));
        all.put("small-20ms", () -> small(20));
        all.put("mix", () -> mix(0));
        all.put("mix-20ms", () -> mix(20));
        all.put("many", this::many);
        all.put("get", () -> getLarge("disk", work.resolve("got")));
        all.put("get-memory", () -> getLarge("a memory file system", memoryFolder()));
        all.put("get-small", () -> getSmall("disk", work.resolve("got")));
        all.put("get-small-memory", () -> getSmall("a memory file system", memoryFolder()));
        all.put("whoami", this::whoami);
        return all;
    }

    private Job large(int delay) {
        Source file = Source.large(work, 1024);
        String title = "1 GiB, CRC64" + at(delay);
        List<Target> targets = new ArrayList<>();
        targets.add(Target.times(title, CRC64, Target.Figure.WALL, 0.9, ANY));
        if (delay == 0) {
            targets.add(Target.times(title, CRC64, Target.Figure.CPU, 1.0, ANY));
        }
        targets.add(Target.most(title, CRC64, Target.Figure.RSS, RSS_MIB));
        return new Job(
                title,
                1,
                delay,
                those(List.of(contenders.upload(CRC64, file.path(), "--integrity", "crc64")), peers.put(file)),
                targets,
                there(file));
    }

    private Job storedMd5() {
        Source file = Source.large(work, 1024);
        String title = "1 GiB, stored MD5";
        return new Job(
                title,
                1,
                0,
                those(
                        List.of(contenders
                                .upload(WITH_MD5, file.path(), "--integrity", "crc64+md5")
                                .storing()),
                        those(peers.azcopyPut(file), peers.azcopyPutMd5(file))),
                List.of(
                        Target.times(title, WITH_MD5, Target.Figure.WALL, 1.2, AZCOPY),
                        Target.times(title, WITH_MD5, Target.Figure.WALL, 0.65, Set.of(Contender.Family.AZCOPY_MD5)),
                        Target.most(title, WITH_MD5, Target.Figure.RSS, RSS_MIB)),
                there(file));
    }

    private Job small(int delay) {
        Source folder = Source.small(work, 2_000, 16 * KIB);
        String title = "2,000 x 16 KiB" + at(delay);
        List<Target> targets = new ArrayList<>();
        if (delay == 0) {
            targets.add(Target.times(title, BLOBDROP, Target.Figure.WALL, 0.9, RCLONE));
            targets.add(Target.times(title, BLOBDROP, Target.Figure.CPU, 0.9, RCLONE));
        } else {
            targets.add(Target.times(title, BLOBDROP, Target.Figure.WALL, 0.4, ANY));
        }
        targets.add(Target.most(title, BLOBDROP, Target.Figure.RSS, RSS_MIB));
        return folder(title, 2_000, delay, folder, targets);
    }

    private Job mix(int delay) {
        Source folder = Source.mix(work);
        String title = "mix of 1,600 files, 830 MiB" + at(delay);
        return folder(
                title,
                1_600,
                delay,
                folder,
                List.of(
                        delay == 0
                                ? Target.times(title, BLOBDROP, Target.Figure.WALL, 0.8, AZCOPY)
                                : Target.times(title, BLOBDROP, Target.Figure.WALL, 0.5, ANY),
                        Target.most(title, BLOBDROP, Target.Figure.RSS, RSS_MIB)));
    }

    private Job folder(String title, int files, int delay, Source folder, List<Target> targets) {
        // One file after the other, each with the delay: that takes Python's defaults a minute.
        List<Contender> others = peers.put(folder).stream()
                .filter(each -> delay == 0 || !each.name().equals(Contender.Family.PYTHON.title()))
                .toList();
        return new Job(
                title,
                files,
                delay,
                those(List.of(contenders.upload(BLOBDROP, folder.path())), others),
                targets,
                there(folder));
    }

    private Job many() {
        Source folder = Source.small(work, 100_000, 4 * KIB);
        String title = "100,000 x 4 KiB";
        return new Job(
                title,
                100_000,
                0,
                List.of(
                        contenders.upload(BLOBDROP, folder.path()),
                        contenders
                                .upload(SECOND, folder.path(), "--if-exists", "skip")
                                .onceMore()),
                List.of(
                        Target.most(title, BLOBDROP, Target.Figure.WALL, 7),
                        Target.most(title + ", second run", SECOND, Target.Figure.WALL, 3),
                        Target.most(title, BLOBDROP, Target.Figure.RSS, RSS_MIB),
                        Target.most(title + ", second run", SECOND, Target.Figure.RSS, RSS_MIB)),
                there(folder));
    }

    private Job getLarge(String where, Path folder) {
        String blob = "large.bin";
        String title = "get 2 GiB without MD5, to " + where;
        return new Job(
                title,
                1,
                0,
                those(List.of(contenders.get(BLOBDROP, blob, folder)), peers.get(blob, folder)),
                List.of(
                        Target.times(title, BLOBDROP, Target.Figure.WALL, 0.7, RCLONE),
                        Target.most(title, BLOBDROP, Target.Figure.RSS, RSS_MIB)),
                new Way.Back(1, 2048L * MIB, false, folder));
    }

    private Job getSmall(String where, Path folder) {
        String title = "get 5,000 x 4 KiB, to " + where;
        return new Job(
                title,
                5_000,
                0,
                those(List.of(contenders.get(BLOBDROP, "/", folder)), peers.get("/", folder)),
                List.of(
                        Target.times(title, BLOBDROP, Target.Figure.WALL, 0.8, ANY),
                        Target.most(title, BLOBDROP, Target.Figure.RSS, RSS_MIB)),
                new Way.Back(5_000, 4 * KIB, true, folder));
    }

    private static Path memoryFolder() {
        return Path.of("/dev/shm/blobdrop-bench-" + ProcessHandle.current().pid());
    }

    /// Over a line of so many Mbit/s; see [Race#together].
    ///
    /// @param place which contender; Blobdrop first
    Job slow(int place, double megabits, Peers other) {
        Source file = Source.large(work, 48);
        String title = "48 MiB at %s Mbit/s".formatted(new DecimalFormat("0.##").format(megabits));
        // All run at once, and without an input AzCopy would take a whole core from the others.
        List<Contender> all = those(
                List.of(contenders.upload(BLOBDROP, file.path())),
                other.put(file).stream().filter(Contender::input).toList());
        return new Job(
                title,
                1,
                0,
                place < 0 ? all : List.of(all.get(place)),
                List.of(Target.times(title, BLOBDROP, Target.Figure.WALL, 1.05, ANY)),
                there(file));
    }

    private Job whoami() {
        return new Job(
                "whoami",
                1,
                0,
                List.of(contenders.brief(WHOAMI, "whoami")),
                List.of(Target.most("whoami", WHOAMI, Target.Figure.WALL, 0.5)),
                new Way.Short(false));
    }

    /// @param image nothing where there is none; then the target is not measured
    Job hello(Optional<ContainerImage> image, Map<String, String> environment) {
        Contender plain = contenders.brief("Blobdrop hello, no container", "hello");
        return new Job(
                "hello",
                1,
                0,
                Stream.concat(
                                image.map(each -> each.contender(IMAGE, plain, environment, work)).stream(),
                                Stream.of(plain))
                        .toList(),
                List.of(Target.most("hello in the image", IMAGE, Target.Figure.FIRST, 0.45)),
                new Way.Short(true));
    }

    /// Large and many under a limit that the kernel enforces, page cache included: who needs more
    /// is killed, and then the bench ends with that failure.
    Job memory(boolean many, MemoryLimit limit) {
        Source source = many ? Source.small(work, 30_000, 4 * KIB) : Source.sparse(work, 10_240);
        String title = (many ? "30,000 x 4 KiB" : "10 GiB sparse") + " in " + POD_MIB + " MiB of memory";
        Contender upload = contenders.upload(BLOBDROP, source.path());
        return new Job(
                title,
                many ? 30_000 : 1,
                0,
                List.of(upload.by(limit.wrap(upload.command()))),
                List.of(Target.most(title, BLOBDROP, Target.Figure.RSS, POD_MIB)),
                there(source));
    }

    static long podBytes() {
        return (long) POD_MIB * MIB;
    }

    /// A million files.
    Job million() {
        Source folder = Source.small(work, 1_000_000, 16);
        String title = "1,000,000 files of 16 bytes";
        return new Job(
                title,
                1_000_000,
                0,
                List.of(contenders.upload(BLOBDROP, folder.path())),
                List.of(Target.most(title, BLOBDROP, Target.Figure.RSS, 256)),
                there(folder));
    }

    private static String at(int delay) {
        return delay == 0 ? "" : " at %d ms".formatted(delay);
    }

    private static List<Contender> those(List<Contender> own, List<Contender> others) {
        return Stream.concat(own.stream(), others.stream()).toList();
    }

    private static Way there(Source source) {
        return new Way.There(source);
    }
}
