package dev.blobdrop.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.RandomBytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one more MiB and one more file cost the packaged program, so that a change that makes it
/// dearer is noticed where nobody measures seconds.
///
/// Each figure is the difference of two runs, one of which moves more: what every start costs is in
/// neither. The limits are what the code needs today, and some room.
class CostsIT {
    private static final int MIB = 1 << 20;

    /// So many that the run with less has all the memory that a run holds on to, too.
    private static final int LESS_MIB = 64;

    private static final int MORE_MIB = 320;

    /// What a run is promised to need at most, whatever it moves.
    private static final double MOST_RESIDENT = 140e6;

    private static final int FEW = 200;
    private static final int MANY = 1000;
    private static final int SMALL = 4096;

    /// The same number of connections in both runs.
    private static final List<String> SAME = List.of("--credential", "workload-identity", "--concurrency", "4");

    @TempDir
    static Path work;

    private static Service service;
    private static Program program;

    @BeforeAll
    static void start() throws IOException {
        service = Service.start(work);
        program = new Program(work, service);
        System.out.println("| costs | figure | counted | limit |");
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void eachMebibyteThatIsUploaded() throws IOException {
        Path less = large(LESS_MIB);
        Path more = large(MORE_MIB);

        hold(
                Limits.of("upload, each MiB")
                        .with("requests", 0.15)
                        .with("system calls", 95)
                        .with("heap_bytes", 25_000)
                        .with("bytes read and written", 4.2 * MIB),
                Limits.of("upload of 320 MiB").with("direct_bytes", 4.0 * MIB).with("resident_bytes", MOST_RESIDENT),
                upload(less),
                upload(more),
                MORE_MIB - LESS_MIB);
    }

    @Test
    void eachSmallFileThatIsUploaded() throws IOException {
        hold(
                Limits.of("upload, each file of 4 KiB")
                        .with("requests", 1.02)
                        .with("system calls", 18)
                        .with("heap_bytes", 42_000)
                        .with("bytes read and written", 2.6 * SMALL),
                Limits.of("upload of 1,000 files")
                        .with("direct_bytes", 4.0 * MIB)
                        .with("resident_bytes", MOST_RESIDENT),
                upload(small(FEW)),
                upload(small(MANY)),
                MANY - FEW);
    }

    @Test
    void eachMebibyteThatIsDownloaded() throws IOException {
        hold(
                Limits.of("get, each MiB")
                        .with("requests", 0.52)
                        .with("system calls", 35)
                        .with("heap_bytes", 20_000)
                        .with("bytes read and written", 3.2 * MIB),
                Limits.of("get of 320 MiB").with("direct_bytes", 20.0 * MIB).with("resident_bytes", MOST_RESIDENT),
                get(1, LESS_MIB * MIB),
                get(1, MORE_MIB * MIB),
                MORE_MIB - LESS_MIB);
    }

    @Test
    void eachSmallFileThatIsDownloaded() throws IOException {
        hold(
                Limits.of("get, each file of 4 KiB")
                        .with("requests", 1.02)
                        .with("system calls", 16)
                        .with("heap_bytes", 55_000)
                        .with("bytes read and written", 2.8 * SMALL),
                Limits.of("get of 1,000 files").with("direct_bytes", 4.0 * MIB).with("resident_bytes", MOST_RESIDENT),
                get(FEW, SMALL),
                get(MANY, SMALL),
                MANY - FEW);
    }

    /// The action, and its preparation.
    private record Action(Runnable before, List<String> arguments) {}

    private static Action upload(Path source) {
        List<String> arguments = new ArrayList<>(List.of("upload"));
        arguments.addAll(SAME);
        arguments.add(source.toString());
        return new Action(service::forget, arguments);
    }

    private static Action get(int count, int size) {
        Path folder = work.resolve("got-" + count);
        List<String> arguments = new ArrayList<>(List.of("get"));
        arguments.addAll(SAME);
        arguments.addAll(List.of("--to", folder.toString(), count == 1 ? "large.bin" : "/"));
        return new Action(
                () -> {
                    renew(folder);
                    service.forget();
                    service.offer(count, size);
                },
                arguments);
    }

    /// RunCosts both, prints what was counted, and fails when it is more than the limits.
    private static void hold(Limits each, Limits whole, Action less, Action more, int units) throws IOException {
        RunCosts small = count(less);
        RunCosts large = count(more);
        RunCosts beyond = large.beyond(small, units);
        System.out.println(String.join("\n", each.table(beyond)));
        System.out.println(String.join("\n", whole.table(large)));
        beyond.all().forEach(CostsIT::tell);
        List<String> exceeded = new ArrayList<>(each.exceeded(beyond));
        exceeded.addAll(whole.exceeded(large));
        assertThat(exceeded).isEmpty();
    }

    /// What else was counted, down to each call of the kernel: where to look when a limit is
    /// passed.
    private static void tell(String name, double value) {
        if (Math.abs(value) >= 0.01) {
            System.out.printf("  %s %.2f%n", name, value);
        }
    }

    private static RunCosts count(Action action) throws IOException {
        action.before.run();
        RunCosts counts = program.run(action.arguments);
        action.before.run();
        Optional<RunCosts> calls = program.systemCalls(action.arguments);
        return calls.map(counts::and).orElse(counts);
    }

    /// Of zeros, which take no room on the disk.
    private static Path large(int mebibytes) throws IOException {
        Path file = work.resolve(mebibytes + ".bin");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength((long) mebibytes * MIB);
        }
        return file;
    }

    private static Path small(int count) throws IOException {
        Path folder = Files.createDirectories(work.resolve("small-" + count));
        for (int i = 0; i < count; i++) {
            byte[] content = RandomBytes.of(SMALL, i);
            Files.write(folder.resolve(i + ".bin"), content);
        }
        return folder;
    }

    private static void renew(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
