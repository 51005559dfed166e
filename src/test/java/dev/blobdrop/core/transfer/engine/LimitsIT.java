package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits on memory and bandwidth hold.
class LimitsIT {
    private static final int MIB = EngineBench.MIB;

    @TempDir
    private Path directory;

    /// Far more than fits goes through a JVM whose heap is hardly larger than the engine's budget.
    @Test
    void memoryStaysWithinTheBudget() throws Exception {
        EngineBench bench = new EngineBench(directory);
        Path in = Files.createDirectory(directory.resolve("in"));
        sparse(in.resolve("large"), 96L * MIB);
        for (int number = 0; number < 20; number++) {
            sparse(in.resolve("small" + number), 8L * MIB);
        }

        String said = EngineProcess.start(in, 16, 64, "-Xmx112m", "-XX:MaxDirectMemorySize=96m")
                .output();

        assertThat(said).contains("DONE uploaded=21 failed=0");
        assertThat(bench.blobs()).hasSize(21);
        bench.assertSame("in/large", in.resolve("large"));
        bench.assertSame("in/small19", in.resolve("small19"));
    }

    @Test
    void bandwidthLimitHolds() throws Exception {
        EngineBench bench = new EngineBench(directory);
        bench.with(bench.settings().withBandwidth(8L * MIB));
        Path large = bench.file("in/large", 16L * MIB);
        bench.files("in/small%d", 8, MIB);

        EngineRun run = bench.upload(directory.resolve("in"));

        assertThat(run.end().uploaded()).isEqualTo(9);
        assertThat(run.end().elapsed()).isGreaterThan(Duration.ofSeconds(2));
        bench.assertSame("in/large", large);
    }

    private static void sparse(Path file, long size) throws Exception {
        try (RandomAccessFile created = new RandomAccessFile(file.toFile(), "rw")) {
            created.setLength(size);
        }
    }
}
