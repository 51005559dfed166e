package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// An upload of 256 MiB is killed, not stopped, at 20 random moments. Each run sends what is
/// missing and nothing else, and in the end every byte is right.
class KillIT {
    private static final int KILLS = 20;
    private static final int BLOCKS = 32;
    private static final int BLOCK = 8 * EngineBench.MIB;

    @TempDir private Path directory;

    @Test
    void killedTwentyTimesAndCompleteInTheEnd() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EngineBench bench = new EngineBench(directory);
        Path file = bench.file("large.bin", (long) BLOCKS * BLOCK);
        BlobPath target = new BlobPath(bench.azure.container(), "large.bin");
        bench.azure
                .gateway()
                .on(RequestMatcher.method("PUT").query("comp=block"))
                .delay(Duration.ofMillis(150));

        int killed = 0;
        boolean done = false;
        while (!done) {
            Set<String> there = new HashSet<>(bench.store().blocks(target).uncommitted());
            int before = bench.azure.gateway().requests().size();
            EngineProcess run = EngineProcess.start(file, "-Xmx96m");
            if (killed < KILLS && there.size() < BLOCKS - 1) {
                // Near the end only before the first block, so that there are blocks left to kill.
                boolean early = there.size() > BLOCKS - 8 || random.nextInt(3) == 0;
                run.killOn(
                        () -> early ? hasLooked(bench, before) : !blocks(bench, before).isEmpty(),
                        random.nextInt(100));
                killed++;
                // What was under way when the process died is applied or dropped by now.
                Thread.sleep(400);
            } else {
                assertThat(run.output()).as("seed %d", seed).contains("DONE uploaded=1 failed=0");
                done = true;
            }
            assertThat(blocks(bench, before))
                    .as("only what was missing, seed %d, %d kills", seed, killed)
                    .noneMatch(there::contains)
                    .doesNotHaveDuplicates();
        }

        assertThat(killed).as("seed %d", seed).isEqualTo(KILLS);
        assertThat(bench.store().blocks(target).committed()).hasSize(BLOCKS);
        bench.assertSame("large.bin", file);
    }

    /// Whether it has asked which blocks are there and is about to send the first.
    private static boolean hasLooked(EngineBench bench, int since) {
        List<LoggedRequest> all = bench.azure.gateway().requests();
        return all.subList(since, all.size()).stream()
                .anyMatch(
                        request ->
                                request.method().equals("GET")
                                        && request.query().contains("comp=blocklist"));
    }

    /// The ids of the blocks that were sent since then, answered or not.
    private static List<String> blocks(EngineBench bench, int since) {
        List<LoggedRequest> all = bench.azure.gateway().requests();
        return all.subList(since, all.size()).stream()
                .filter(request -> request.method().equals("PUT"))
                .filter(request -> request.query().contains("comp=block&"))
                .map(KillIT::id)
                .toList();
    }

    private static String id(LoggedRequest request) {
        String id = request.query().replaceFirst(".*blockid=([^&]*).*", "$1");
        return URLDecoder.decode(id, StandardCharsets.UTF_8);
    }
}
