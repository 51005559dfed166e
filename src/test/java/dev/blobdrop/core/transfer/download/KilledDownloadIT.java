package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.transfer.engine.EngineBench;
import dev.blobdrop.core.transfer.engine.EngineProcess;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A download of 96 MiB is killed, not stopped, at random moments. Each run asks for what is not
/// noted as there and nothing else, and in the end every byte is right.
class KilledDownloadIT {
    private static final int KILLS = 8;
    private static final int PARTS = 12;

    @TempDir
    private Path directory;

    @Test
    void killedEightTimesAndCompleteInTheEnd() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EngineBench bench = new EngineBench(directory);
        Path source = bench.file("large.bin", (long) PARTS * RangeLengths.PART_LENGTH);
        bench.upload(source);
        Path folder = Files.createDirectory(directory.resolve("here"));
        bench.azure
                .gateway()
                .on(RequestMatcher.method("GET").path("/large.bin$"))
                .delay(Duration.ofMillis(100));

        int killed = 0;
        while (!Files.exists(folder.resolve("large.bin"))) {
            int there = noted(folder);
            int before = reads(bench);
            EngineProcess run = EngineProcess.startGet("large.bin", folder, "-Xmx96m");
            if (killed < KILLS && there < PARTS - 1) {
                // Near the end only before anything more arrives, so that parts are left to kill.
                int more = there > PARTS - 4 ? 1 : 1 + random.nextInt(3);
                run.killOn(() -> reads(bench) >= before + more, there > PARTS - 4 ? 0 : random.nextInt(150));
                killed++;
                // What was sent before the end has come by now; what has come is logged when done.
                Thread.sleep(400);
                await().until(() -> bench.azure.gateway().underWay() == 0);
                assertThat(reads(bench) - before)
                        .as("at most what was missing, seed %d, %d kills", seed, killed)
                        .isLessThanOrEqualTo(PARTS - there);
            } else {
                assertThat(run.output()).as("seed %d", seed).contains("DONE downloaded=1");
                assertThat(reads(bench) - before)
                        .as("what was missing, seed %d, %d kills", seed, killed)
                        .isEqualTo(PARTS - there);
            }
        }

        assertThat(killed).as("seed %d", seed).isGreaterThanOrEqualTo(KILLS / 2);
        assertThat(Files.mismatch(folder.resolve("large.bin"), source)).isEqualTo(-1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }

    /// Of parts; the names of the blob's blocks are asked for beside them.
    private static int reads(EngineBench bench) {
        List<LoggedRequest> all = bench.requests("GET");
        return (int) all.stream()
                .filter(one -> one.path().endsWith("/large.bin") && !one.query().contains("comp="))
                .count();
    }

    /// How many parts the interrupted runs have noted.
    private static int noted(Path folder) throws IOException {
        Optional<Path> file;
        try (Stream<Path> found = Files.list(folder)) {
            file = found.filter(one -> one.toString().endsWith(".parts")).findFirst();
        }
        if (file.isEmpty()) {
            return 0;
        }
        try (RangeJournal list = RangeJournal.open(file.get().toRealPath()).orElseThrow()) {
            int count = 0;
            for (int part : IntStream.range(0, PARTS).toArray()) {
                count += list.mentions(part) ? 1 : 0;
            }
            return count;
        }
    }
}
