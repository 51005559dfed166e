package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.azure.AzureBlobStore;
import dev.blobdrop.core.storage.azure.PodAccount;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// An upload of 256 MiB is killed, not stopped, at 20 random moments. Each run sends what is
/// missing and nothing else, and in the end every byte is right.
@ExtendWith(FreshSandbox.class)
class KillIT {
    private static final int KILLS = 20;
    private static final int BLOCKS = 32;
    private static final int BLOCK = 8 * 1024 * 1024;

    private final Sandbox azure = SharedSandbox.get();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    @Test
    void killedTwentyTimesAndCompleteInTheEnd() throws Exception {
        Path file = file();
        AzureBlobStore store = PodAccount.open(azure);
        BlobPath target = new BlobPath(azure.container(), "large.bin");
        azure.gateway().on(RequestMatcher.method("PUT").query("comp=block")).delay(Duration.ofMillis(100));

        int killed = 0;
        boolean done = false;
        while (!done) {
            Set<String> there = new HashSet<>(store.blocks(target).uncommitted());
            int before = azure.gateway().requests().size();
            Blobdrop.Running run = upload(file);
            if (killed < KILLS && there.size() < BLOCKS - 1) {
                // Near the end only before the first block, so that there are blocks left to kill.
                boolean early = there.size() > BLOCKS - 8 || random.nextInt(3) == 0;
                kill(run, () -> early ? hasLooked(before) : !blocks(before).isEmpty());
                killed++;
            } else {
                CommandRun last = run.await();
                assertThat(last.exit()).as("seed %d: %s", seed, last.err()).isZero();
                done = true;
            }
            assertThat(blocks(before))
                    .as("only what was missing, seed %d, %d kills", seed, killed)
                    .noneMatch(there::contains)
                    .doesNotHaveDuplicates();
        }

        assertThat(killed).as("seed %d", seed).isEqualTo(KILLS);
        assertThat(store.blocks(target).committed()).hasSize(BLOCKS);
        Path back = azure.blobs().getTo(azure.container(), "large.bin", directory.resolve("back"));
        assertThat(Files.mismatch(file, back))
                .as("seed %d, %d bytes came back", seed, Files.size(back))
                .isEqualTo(-1);
    }

    /// One request at once and little memory: slow, so that there is time to kill it.
    private Blobdrop.Running upload(Path file) {
        return Blobdrop.start(
                directory,
                Variables.with(azure.podEnvironment(), "BLOBDROP_JAVA_OPTS", "-Xmx96m"),
                Blobdrop.PROGRAM,
                "upload",
                file.toString(),
                "--concurrency",
                "1");
    }

    /// Some time after this has happened. What was under way then is applied or dropped when it
    /// returns.
    private void kill(Blobdrop.Running run, Callable<Boolean> moment) throws Exception {
        await().pollInterval(Duration.ofMillis(5)).until(() -> moment.call() || !run.isAlive());
        assertThat(run.isAlive()).as("seed %d", seed).isTrue();
        Thread.sleep(random.nextInt(100));
        run.signal("KILL");
        assertThat(run.await().exit()).as("seed %d", seed).isEqualTo(137);
        await().pollInterval(Duration.ofMillis(5)).until(() -> azure.gateway().underWay() == 0);
    }

    /// Whether it has asked which blocks are there and is about to send the first.
    private boolean hasLooked(int since) {
        return requests(since).stream()
                .anyMatch(request ->
                        request.method().equals("GET") && request.query().contains("comp=blocklist"));
    }

    /// The ids of the blocks that the service has taken since then, told of or not.
    private List<String> blocks(int since) {
        return requests(since).stream()
                .filter(request -> request.method().equals("PUT"))
                .filter(request -> request.query().contains("comp=block&"))
                .filter(request -> request.status() == 201)
                .map(KillIT::id)
                .toList();
    }

    private List<LoggedRequest> requests(int since) {
        List<LoggedRequest> all = azure.gateway().requests();
        return all.subList(since, all.size());
    }

    private static String id(LoggedRequest request) {
        String id = request.query().replaceFirst(".*blockid=([^&]*).*", "$1");
        return URLDecoder.decode(id, StandardCharsets.UTF_8);
    }

    /// Random bytes, other ones in each block.
    private Path file() throws IOException {
        Path file = directory.resolve("large.bin");
        byte[] content = new byte[BLOCK];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BLOCK)) {
            for (int block = 0; block < BLOCKS; block++) {
                random.nextBytes(content);
                out.write(content);
            }
        }
        return file;
    }
}
