package dev.blobdrop.core.transfer.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.checksum.BlockIds;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.engine.TestRuns;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.local.FileBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A file of several blocks: which of them are sent, and which are there already.
@Timeout(120)
class BlockUploadTest {
    private static final int BLOCK = BlockPlan.USUAL_LENGTH;
    private static final byte[] OTHER = FileBench.OTHER;

    private final FileBench bench;

    BlockUploadTest(@TempDir Path folder) throws IOException {
        bench = new FileBench(folder);
    }

    @Test
    void largeFileGoesInBlocksAndIsWhole() throws Exception {
        UploadSnapshot last = bench.runs.run(TestRuns.request(bench.largeFile()).verified(true));
        assertThat(last.uploaded()).isEqualTo(1);
        assertThat(last.bytesDone()).isEqualTo(2L * BLOCK + 5);
        assertThat(bench.store.content("large.bin")).isEqualTo(bench.large());
        assertThat(bench.store.count("stage")).isEqualTo(3);
        assertThat(bench.store.count("commit")).isEqualTo(1);
    }

    @Test
    void fileOfExactlyOneBlockIsOneRequest() throws Exception {
        Path file = Files.write(bench.folder.resolve("edge.bin"), new byte[BLOCK]);
        bench.runs.run(TestRuns.request(file));
        assertThat(bench.store.count("put")).isEqualTo(1);
        assertThat(bench.store.count("stage")).isZero();
    }

    @Test
    void largeFileIsNotSentWhenItsNameIsTaken() throws Exception {
        bench.store.place("large.bin", OTHER);
        assertThat(bench.failure(TestRuns.request(bench.largeFile())).code()).isEqualTo("BlobAlreadyExists");
        assertThat(bench.store.count("stage")).isZero();
    }

    @Test
    void resumeSendsOnlyTheBlocksThatAreMissing() throws Exception {
        byte[] first = Arrays.copyOf(bench.large(), BLOCK);
        bench.store.placeBlock("large.bin", BlockIds.STANDARD.id(0, BLOCK, Crc64.of(first, 0, BLOCK)), first);
        UploadSnapshot last = bench.runs.run(TestRuns.request(bench.largeFile()));
        assertThat(bench.store.count("stage")).isEqualTo(2);
        assertThat(bench.runs.only(UploadEvent.Uploaded.class).resumed()).isEqualTo(BLOCK);
        assertThat(last.bytesDone()).isEqualTo(2L * BLOCK + 5);
        assertThat(bench.store.content("large.bin")).isEqualTo(bench.large());
    }

    @Test
    void blockOfAnOlderVersionIsSentAgain() throws Exception {
        byte[] old = new byte[BLOCK];
        bench.store.placeBlock("large.bin", BlockIds.STANDARD.id(0, BLOCK, Crc64.of(old, 0, BLOCK)), old);
        bench.runs.run(TestRuns.request(bench.largeFile()));
        assertThat(bench.store.count("stage")).isEqualTo(3);
        assertThat(bench.runs.only(UploadEvent.Uploaded.class).resumed()).isZero();
        assertThat(bench.store.content("large.bin")).isEqualTo(bench.large());
    }

    @Test
    void blockThatFailsForAMomentIsSentAgain() throws Exception {
        bench.store.before(FileBench.once("stage", "ServerBusy"));
        UploadSnapshot last = bench.runs.run(TestRuns.request(bench.largeFile()));
        assertThat(last.bytesDone()).isEqualTo(2L * BLOCK + 5);
        assertThat(bench.store.count("stage")).isEqualTo(4);
        assertThat(bench.runs.only(UploadEvent.Retrying.class).problem().code()).isEqualTo("ServerBusy");
    }

    @Test
    void blockThatIsRefusedFailsTheFileAndCommitsNothing() throws Exception {
        bench.store.before(FileBench.once("stage", "InvalidBlobOrBlock"));
        assertThat(bench.failure(TestRuns.request(bench.largeFile())).code()).isEqualTo("InvalidBlobOrBlock");
        assertThat(bench.store.names()).isEmpty();
        assertThat(bench.store.count("commit")).isZero();
    }

    @Test
    void changedBlockOfALargeFileIsAllThatIsSentWhenItIsReplaced() throws Exception {
        bench.runs.run(TestRuns.request(bench.largeFile()));
        byte[] edited = bench.large();
        edited[BLOCK + 7]++;
        Files.write(bench.folder.resolve("large.bin"), edited);
        bench.runs.events.clear();
        UploadRequest request = TestRuns.request(bench.folder.resolve("large.bin"));
        bench.runs.run(request.ifExists(ConflictPolicy.REPLACE));
        assertThat(bench.store.count("stage")).isEqualTo(3 + 1);
        assertThat(bench.runs.only(UploadEvent.Uploaded.class).resumed()).isEqualTo(BLOCK + 5);
        assertThat(bench.store.content("large.bin")).isEqualTo(edited);
    }

    @Test
    void deltaIsNotCommittedOntoABlobThatSomebodyElseWrote() throws Exception {
        bench.runs.run(TestRuns.request(bench.largeFile()));
        byte[] edited = bench.large();
        edited[7]++;
        Files.write(bench.folder.resolve("large.bin"), edited);
        AtomicBoolean struck = new AtomicBoolean();
        bench.store.before(request -> {
            if (request.verb().equals("commit") && struck.compareAndSet(false, true)) {
                bench.store.place("large.bin", OTHER);
            }
        });
        bench.runs.events.clear();
        UploadRequest request = TestRuns.request(bench.folder.resolve("large.bin"));
        bench.runs.run(request.ifExists(ConflictPolicy.REPLACE));
        assertThat(bench.store.content("large.bin")).isEqualTo(edited);
        assertThat(bench.store.count("commit")).isEqualTo(3);
    }

    @Test
    void sameLargeFileIsLeftWhereOnlyDifferentOnesAreReplaced() throws Exception {
        UploadRequest request =
                TestRuns.request(bench.largeFile()).with(Integrity.CRC64).ifExists(ConflictPolicy.IF_DIFFERENT);
        bench.runs.run(request);
        assertThat(bench.runs.only(UploadEvent.Uploaded.class).md5()).isEmpty();
        bench.runs.events.clear();
        assertThat(bench.runs.run(request).skipped()).isEqualTo(1);
        assertThat(bench.store.count("stage")).isEqualTo(3);
        assertThat(bench.store.count("commit")).isEqualTo(1);
        assertThat(bench.runs.only(UploadEvent.Skipped.class).reason()).endsWith("the same content");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48})
    void blocksOfAnotherProgramAreNoObstacle(int rawLength) throws Exception {
        String theirs = Base64.getEncoder().encodeToString(new byte[rawLength]);
        bench.store.placeBlock("large.bin", theirs, OTHER);
        bench.runs.run(TestRuns.request(bench.largeFile()));
        assertThat(bench.store.content("large.bin")).isEqualTo(bench.large());
    }

    @ParameterizedTest
    @EnumSource
    void changeBetweenTheTwoReadingsOfABlockIsAChangeOfTheSource(Integrity integrity) throws Exception {
        Path file = bench.largeFile();
        byte[] edited = bench.large();
        edited[BLOCK + 7]++;
        bench.store.before(request -> {
            if (request.verb().equals("stage") && request.nth() == 2) {
                write(file, edited);
            }
        });
        UploadRequest request = TestRuns.request(file).with(integrity);
        assertThat(bench.runs.end(bench.runs.start(request, 1)).failed()).isEqualTo(1);
        assertThat(bench.runs.only(UploadEvent.Failed.class).problem().kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
        assertThat(bench.store.names()).isEmpty();
        assertThat(bench.store.count("stage")).as("the block is not sent again").isEqualTo(2);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
