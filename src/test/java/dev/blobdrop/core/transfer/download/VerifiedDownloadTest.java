package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadEvent.Downloaded;
import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.checksum.BlockIds;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With what a downloaded blob is compared: its MD5, else the CRC64 in the names of its blocks, and
/// where there is neither, that is said.
@Timeout(120)
class VerifiedDownloadTest {
    private static final int SMALL = 100_000;
    private static final int LARGE = 5 * RangeLengths.PART_LENGTH - 77;

    @TempDir
    Path folder;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();

    private static byte[] random(int length) {
        return RandomBytes.of(length, length);
    }

    /// A blob of blocks, without an MD5.
    private byte[] blocks(String name, int size, BlockIds ids) {
        byte[] content = random(size);
        int length = size / 5 + 1;
        List<String> names = new java.util.ArrayList<>();
        for (int at = 0; at < size; at += length) {
            byte[] block = Arrays.copyOfRange(content, at, Math.min(size, at + length));
            long crc = Crc64.of(block, 0, block.length);
            names.add(ids.id(names.size(), block.length, crc));
            store.placeBlock(name, names.getLast(), block);
        }
        commit(name, names);
        return content;
    }

    private void commit(String name, List<String> names) {
        store.commit(new BlobPath("data", name), names, new BlobHeaders("x/y", new byte[0]), new Condition.Absent());
    }

    private DownloadSnapshot run(DownloadRequest request) throws InterruptedException {
        Duration patience = Duration.ofSeconds(5);
        EngineSettings settings =
                EngineSettings.standard().withPatience(new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        Download download = new TransferEngine(store, settings).download(request, events::add);
        assertThat(download.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        return download.snapshot();
    }

    private DownloadRequest request(String... names) {
        return DownloadRequest.of("data", List.of(names), folder).resuming(true);
    }

    private Downloaded downloaded() {
        assertThat(events).last().isInstanceOf(Downloaded.class);
        return (Downloaded) events.getLast();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SMALL, LARGE})
    void storedMd5Counts(int size) throws Exception {
        store.place("blob", random(size));
        assertThat(run(request("blob")).notVerified()).isZero();
        assertThat(downloaded().verified()).isEqualTo(Verification.MD5);
        assertThat(downloaded().md5()).isPresent();
        assertThat(store.count("blocks")).as("no request more").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SMALL, LARGE})
    void withoutItTheNamesOfTheBlocksCount(int size) throws Exception {
        for (int nameLength : List.of(37, 20)) {
            byte[] content = blocks("blob" + nameLength, size, new BlockIds(nameLength));
            assertThat(run(request("blob" + nameLength)).notVerified()).isZero();
            assertThat(downloaded().verified()).isEqualTo(Verification.CRC64);
            assertThat(downloaded().md5()).isEmpty();
            assertThat(folder.resolve("blob" + nameLength)).hasBinaryContent(content);
        }
    }

    /// Pieces of it were written and summed already.
    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void partThatBrokeOffCountsOnce(int size) throws Exception {
        byte[] content = blocks("blob", size, BlockIds.STANDARD);
        store.after(request -> {
            if (request.verb().equals("read") && request.nth() % 2 == 1) {
                throw InMemoryBlobStore.refusal("ServerBusy");
            }
        });
        DownloadSnapshot last = run(request("blob"));
        assertThat(downloaded().verified()).isEqualTo(Verification.CRC64);
        assertThat(folder.resolve("blob")).hasBinaryContent(content);
        assertThat(last.bytesDone()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void blobThatIsNotWhatItsBlocksSayIsNoFile(int size) throws Exception {
        byte[] content = random(size);
        String name = BlockIds.STANDARD.id(0, size, Crc64.of(content, 0, size) ^ 1);
        store.placeBlock("blob", name, content);
        commit("blob", List.of(name));
        assertThat(run(request("blob")).failed()).isOne();
        assertThat(((Failed) events.getLast()).problem().code()).isEqualTo("crc64-differs");
        assertThat(files()).as("nothing is kept of it").isEmpty();
        assertThat(run(request("blob").checkingMd5(false)).downloaded()).isOne();
        assertThat(folder.resolve("blob")).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void whereThereIsNeitherItIsSaid(int size) throws Exception {
        byte[] content = random(size);
        store.placeBlock("blob", "AAAA", content);
        commit("blob", List.of("AAAA"));
        assertThat(run(request("blob")).notVerified()).isOne();
        assertThat(downloaded().verified()).isEqualTo(Verification.NONE);
        assertThat(folder.resolve("blob")).hasBinaryContent(content);
    }

    @Test
    void blobThatHasNoBlocksAtAllStillComes() throws Exception {
        byte[] content = blocks("blob", SMALL, BlockIds.STANDARD);
        store.before(request -> {
            if (request.verb().equals("blocks")) {
                throw InMemoryBlobStore.refusal("InvalidBlobType");
            }
        });
        assertThat(run(request("blob")).notVerified()).isOne();
        assertThat(folder.resolve("blob")).hasBinaryContent(content);
    }

    @Test
    void nothingIsComparedUnlessAsked() throws Exception {
        blocks("blob", SMALL, BlockIds.STANDARD);
        store.place("other", random(SMALL));
        assertThat(run(request("blob", "other").checkingMd5(false)).notVerified())
                .isEqualTo(2);
        assertThat(store.count("blocks")).isZero();
    }

    @Test
    void whatAnEarlierRunHasLeftIsComparedToo() throws Exception {
        byte[] content = blocks("blob", LARGE, BlockIds.STANDARD);
        store.before(request -> {
            if (request.verb().equals("read") && request.nth() > 1) {
                throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
            }
        });
        assertThat(run(request("blob")).failed()).isOne();
        store.before(request -> {});
        long before = store.count("read");
        assertThat(run(request("blob")).notVerified()).isZero();
        assertThat(store.count("read") - before).as("one part was there").isEqualTo(4);
        assertThat(downloaded().verified()).isEqualTo(Verification.CRC64);
        assertThat(folder.resolve("blob")).hasBinaryContent(content);
    }
}
