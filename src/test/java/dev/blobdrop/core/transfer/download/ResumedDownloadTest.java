package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadEvent.Downloaded;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a later run makes of a large blob that an interrupted one has begun: parts that are there
/// and right do not come again, and nothing else is trusted.
@Timeout(120)
class ResumedDownloadTest {
    private static final int MIB = 1024 * 1024;
    private static final int PARTS = 5;
    private static final int PART = RangeLengths.PART_LENGTH;

    @TempDir
    Path folder;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();
    private final byte[] content = random(1);

    private static byte[] random(int seed) {
        return RandomBytes.of(PARTS * PART - 1, seed);
    }

    @BeforeEach
    void blob() {
        store.place("large", content);
    }

    private DownloadRequest request() {
        return DownloadRequest.of("data", List.of("large"), folder).resuming(true);
    }

    /// One request at once, so that it is known which parts have arrived.
    private Download start(DownloadRequest request) {
        Duration patience = Duration.ofSeconds(5);
        EngineSettings settings =
                new EngineSettings(1, 24L * MIB, 0, new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        return new TransferEngine(store, settings).download(request, events::add);
    }

    private static DownloadSnapshot end(Download download) throws InterruptedException {
        assertThat(download.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        return download.snapshot();
    }

    private Downloaded downloaded() {
        return events.stream()
                .filter(Downloaded.class::isInstance)
                .map(Downloaded.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(events));
    }

    /// A run that is stopped while it waits for the part of that number, from 1; that part still
    /// arrives.
    private void interruptAt(int read, DownloadRequest request) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        store.before(call -> {
            if (call.verb().equals("read") && call.nth() == read) {
                waiting.countDown();
                InMemoryBlobStore.await(go);
            }
        });
        Download download = start(request);
        waiting.await();
        download.cancel();
        go.countDown();
        assertThat(end(download).state()).isEqualTo(RunState.CANCELLED);
        store.before(call -> {});
    }

    /// How many parts a run asks for that brings the blob whole.
    private long reads(byte[] wanted) throws Exception {
        long before = store.count("read");
        assertThat(end(start(request())).downloaded()).as(events.toString()).isOne();
        assertThat(Files.readAllBytes(folder.resolve("large"))).isEqualTo(wanted);
        assertThat(hidden("")).as("what was passing is gone").isEmpty();
        return store.count("read") - before;
    }

    private List<Path> hidden(String end) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.getFileName().toString().startsWith(".blobdrop-"))
                    .filter(file -> file.toString().endsWith(end))
                    .toList();
        }
    }

    @Test
    void partsThatAreThereDoNotComeAgain() throws Exception {
        interruptAt(3, request());
        assertThat(hidden(".part")).hasSize(1);
        assertThat(reads(content)).isEqualTo(PARTS - 3);
        assertThat(downloaded().kept()).isEqualTo(3L * PART);
    }

    @Test
    void blobOfAnotherContentBeginsAnew() throws Exception {
        interruptAt(4, request());
        byte[] other = random(2);
        store.place("large", other);
        assertThat(reads(other)).isEqualTo(PARTS);
        assertThat(downloaded().kept()).isZero();
    }

    @Test
    void partThatIsNotAsItWasNotedComesAgain() throws Exception {
        interruptAt(4, request());
        try (FileChannel file = FileChannel.open(hidden(".part").getFirst(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[100]), PART + 17);
        }
        assertThat(reads(content)).isEqualTo(2);
    }

    @Test
    void fileThatBecameShorterComesAsFarAsItIsMissing() throws Exception {
        interruptAt(4, request());
        try (FileChannel file = FileChannel.open(hidden(".part").getFirst(), StandardOpenOption.WRITE)) {
            file.truncate(2L * PART + 5);
        }
        assertThat(reads(content)).isEqualTo(3);
    }

    @Test
    void fileWithoutItsListIsNotTrusted() throws Exception {
        interruptAt(4, request());
        Files.delete(hidden(".parts").getFirst());
        assertThat(reads(content)).isEqualTo(PARTS);
    }

    @Test
    void listThatIsDamagedNotesNothing() throws Exception {
        interruptAt(4, request());
        Path list = hidden(".parts").getFirst();
        byte[] noted = Files.readAllBytes(list);
        noted[noted.length - 1] ^= 1;
        Files.write(list, noted);
        assertThat(reads(content)).isEqualTo(2);
    }

    @Test
    void interruptedBeforeAnyPartArrivedLeavesNothing() throws Exception {
        Download download = start(request());
        download.cancel();
        end(download);
        if (store.count("read") == 0) {
            assertThat(hidden("")).isEmpty();
        }
        reads(content);
    }

    @Test
    void unaskedNothingIsLeft() throws Exception {
        interruptAt(3, request().resuming(false));
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void blobThatChangesMeanwhileLeavesNothing() throws Exception {
        store.before(call -> {
            if (call.verb().equals("read") && call.nth() == 3) {
                store.place("large", random(3));
            }
        });
        assertThat(end(start(request())).failed()).isOne();
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void troubleOfTheServiceLeavesWhatHasArrived() throws Exception {
        store.before(call -> {
            if (call.verb().equals("read") && call.nth() >= 3) {
                throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
            }
        });
        assertThat(end(start(request())).failed()).isOne();
        store.before(call -> {});
        assertThat(reads(content)).isEqualTo(PARTS - 2);
    }

    /// The second one cannot have the unfinished file, and needs none.
    @Test
    void twoRunsAtOnceBothBringAllOfIt() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        store.before(call -> {
            if (call.verb().equals("read") && call.nth() == 2) {
                waiting.countDown();
                InMemoryBlobStore.await(go);
            }
        });
        DownloadRequest request = request().ifExists(ConflictPolicy.KEEP_BOTH);
        Download first = start(request);
        waiting.await();
        assertThat(end(start(request)).downloaded()).isOne();
        go.countDown();
        assertThat(end(first).downloaded()).isOne();
        assertThat(Files.readAllBytes(folder.resolve("large"))).isEqualTo(content);
        assertThat(Files.readAllBytes(folder.resolve("large (1)"))).isEqualTo(content);
        assertThat(hidden("")).isEmpty();
    }
}
