package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.InMemoryBlobStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// One file against what stands in its way: other blobs, races, lost answers, and changes.
@Timeout(120)
class FileUploadTest {
    private static final int BLOCK = BlockPlan.USUAL_LENGTH;
    private static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private final TestRuns runs = new TestRuns();
    private final InMemoryBlobStore store = runs.store;
    private Path small;

    @BeforeEach
    void write() throws IOException {
        small = Files.writeString(folder.resolve("a.txt"), "mine");
    }

    private byte[] large() {
        byte[] content = new byte[2 * BLOCK + 5];
        new Random(3).nextBytes(content);
        return content;
    }

    private Path largeFile() throws IOException {
        return Files.write(folder.resolve("large.bin"), large());
    }

    private Problem failure(UploadRequest request) throws InterruptedException {
        TransferSnapshot last = runs.run(request);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.bytesDone()).isZero();
        return runs.only(TransferEvent.Failed.class).problem();
    }

    private String content(String name) {
        return new String(store.content(name), StandardCharsets.UTF_8);
    }

    private static InMemoryBlobStore.Fault once(String verb, String code) {
        AtomicBoolean struck = new AtomicBoolean();
        return request -> {
            if (request.verb().equals(verb) && struck.compareAndSet(false, true)) {
                throw InMemoryBlobStore.refusal(code);
            }
        };
    }

    @Test
    void existingBlobIsLeftAloneByDefault() throws Exception {
        store.place("a.txt", OTHER);
        assertThat(failure(TestRuns.request(small)).code()).isEqualTo("BlobAlreadyExists");
        assertThat(content("a.txt")).isEqualTo("other");
    }

    @Test
    void skipSaysWhatIsThere() throws Exception {
        store.place("a.txt", OTHER);
        TransferSnapshot last = runs.run(TestRuns.request(small).ifExists(ConflictPolicy.SKIP));
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(last.bytesDone()).isZero();
        assertThat(runs.only(TransferEvent.Skipped.class).reason())
                .isEqualTo("already there as data/a.txt");
        assertThat(content("a.txt")).isEqualTo("other");
    }

    @Test
    void replaceWritesOverWhatItHasSeen() throws Exception {
        store.place("a.txt", OTHER);
        runs.run(TestRuns.request(small).ifExists(ConflictPolicy.REPLACE));
        assertThat(content("a.txt")).isEqualTo("mine");
    }

    @Test
    void replaceLooksAgainWhenSomebodyWroteMeanwhile() throws Exception {
        store.place("a.txt", OTHER);
        AtomicInteger puts = new AtomicInteger();
        store.before(
                request -> {
                    if (request.verb().equals("put") && puts.incrementAndGet() <= 2) {
                        store.place("a.txt", "race".getBytes(StandardCharsets.UTF_8));
                    }
                });
        runs.run(TestRuns.request(small).ifExists(ConflictPolicy.REPLACE));
        assertThat(content("a.txt")).isEqualTo("mine");
        assertThat(puts).hasValue(3);
    }

    @Test
    void replaceGivesUpAfterFiveRaces() throws Exception {
        store.before(
                request -> {
                    if (request.verb().equals("put")) {
                        store.place("a.txt", OTHER);
                    }
                });
        assertThat(failure(TestRuns.request(small).ifExists(ConflictPolicy.REPLACE)).kind())
                .isEqualTo(Problem.Kind.CONFLICT);
        assertThat(store.count("put")).isEqualTo(5);
        assertThat(content("a.txt")).isEqualTo("other");
    }

    @Test
    void replaceDoesNotTryAgainWhereTryingCannotHelp() throws Exception {
        store.place("a.txt", OTHER);
        store.before(
                request -> {
                    if (request.verb().equals("put")) {
                        throw InMemoryBlobStore.refusal("LeaseIdMissing");
                    }
                });
        assertThat(failure(TestRuns.request(small).ifExists(ConflictPolicy.REPLACE)).code())
                .isEqualTo("LeaseIdMissing");
        assertThat(store.count("put")).isEqualTo(1);
    }

    @Test
    void keepBothTakesTheFirstFreeName() throws Exception {
        store.place("a.txt", OTHER);
        store.place("a (1).txt", OTHER);
        runs.run(TestRuns.request(small).ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(content("a (2).txt")).isEqualTo("mine");
        assertThat(content("a.txt")).isEqualTo("other");
        assertThat(runs.only(TransferEvent.Uploaded.class).target().name()).isEqualTo("a (2).txt");
    }

    @Test
    void largeFileGoesInBlocksAndIsWhole() throws Exception {
        TransferSnapshot last = runs.run(TestRuns.request(largeFile()).verified());
        assertThat(last.uploaded()).isEqualTo(1);
        assertThat(last.bytesDone()).isEqualTo(2L * BLOCK + 5);
        assertThat(store.content("large.bin")).isEqualTo(large());
        assertThat(store.count("stage")).isEqualTo(3);
        assertThat(store.count("commit")).isEqualTo(1);
    }

    @Test
    void fileOfExactlyOneBlockIsOneRequest() throws Exception {
        Path file = Files.write(folder.resolve("edge.bin"), new byte[BLOCK]);
        runs.run(TestRuns.request(file));
        assertThat(store.count("put")).isEqualTo(1);
        assertThat(store.count("stage")).isZero();
    }

    @Test
    void largeFileIsNotSentWhenItsNameIsTaken() throws Exception {
        store.place("large.bin", OTHER);
        assertThat(failure(TestRuns.request(largeFile())).code()).isEqualTo("BlobAlreadyExists");
        assertThat(store.count("stage")).isZero();
    }

    @Test
    void resumeSendsOnlyTheBlocksThatAreMissing() throws Exception {
        byte[] first = Arrays.copyOf(large(), BLOCK);
        store.placeBlock(
                "large.bin", BlockIds.STANDARD.id(0, BLOCK, Crc64.of(first, 0, BLOCK)), first);
        TransferSnapshot last = runs.run(TestRuns.request(largeFile()));
        assertThat(store.count("stage")).isEqualTo(2);
        assertThat(runs.only(TransferEvent.Uploaded.class).resumed()).isEqualTo(BLOCK);
        assertThat(last.bytesDone()).isEqualTo(2L * BLOCK + 5);
        assertThat(store.content("large.bin")).isEqualTo(large());
    }

    @Test
    void blockOfAnOlderVersionIsSentAgain() throws Exception {
        byte[] old = new byte[BLOCK];
        store.placeBlock("large.bin", BlockIds.STANDARD.id(0, BLOCK, Crc64.of(old, 0, BLOCK)), old);
        runs.run(TestRuns.request(largeFile()));
        assertThat(store.count("stage")).isEqualTo(3);
        assertThat(runs.only(TransferEvent.Uploaded.class).resumed()).isZero();
        assertThat(store.content("large.bin")).isEqualTo(large());
    }

    @Test
    void blockThatFailsForAMomentIsSentAgain() throws Exception {
        store.before(once("stage", "ServerBusy"));
        TransferSnapshot last = runs.run(TestRuns.request(largeFile()));
        assertThat(last.bytesDone()).isEqualTo(2L * BLOCK + 5);
        assertThat(store.count("stage")).isEqualTo(4);
        assertThat(runs.only(TransferEvent.Retrying.class).problem().code())
                .isEqualTo("ServerBusy");
    }

    @Test
    void blockThatIsRefusedFailsTheFileAndCommitsNothing() throws Exception {
        store.before(once("stage", "InvalidBlobOrBlock"));
        assertThat(failure(TestRuns.request(largeFile())).code()).isEqualTo("InvalidBlobOrBlock");
        assertThat(store.names()).isEmpty();
        assertThat(store.count("commit")).isZero();
    }

    @Test
    void putWhoseAnswerWasLostCountsAsDone() throws Exception {
        store.after(once("put", "OperationTimedOut"));
        assertThat(runs.run(TestRuns.request(small)).uploaded()).isEqualTo(1);
        assertThat(content("a.txt")).isEqualTo("mine");
        assertThat(store.count("put")).isEqualTo(1);
    }

    @Test
    void replacingPutWhoseAnswerWasLostCountsAsDone() throws Exception {
        store.place("a.txt", OTHER);
        store.after(once("put", "OperationTimedOut"));
        assertThat(runs.run(TestRuns.request(small).ifExists(ConflictPolicy.REPLACE)).uploaded())
                .isEqualTo(1);
        assertThat(content("a.txt")).isEqualTo("mine");
        assertThat(store.count("put")).isEqualTo(1);
    }

    @Test
    void keepBothDoesNotKeepTwoCopiesWhenAnAnswerWasLost() throws Exception {
        store.after(once("put", "OperationTimedOut"));
        runs.run(TestRuns.request(small).ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(store.names()).containsExactly("a.txt");
    }

    @Test
    void commitWhoseAnswerWasLostCountsAsDone() throws Exception {
        store.after(once("commit", "OperationTimedOut"));
        assertThat(runs.run(TestRuns.request(largeFile())).uploaded()).isEqualTo(1);
        assertThat(store.content("large.bin")).isEqualTo(large());
        assertThat(store.count("commit")).isEqualTo(1);
    }

    @Test
    void blobOfSomebodyElseIsNotTakenForOursAfterALostRequest() throws Exception {
        AtomicBoolean struck = new AtomicBoolean();
        store.before(
                request -> {
                    if (request.verb().equals("put") && struck.compareAndSet(false, true)) {
                        store.place("a.txt", OTHER);
                        throw InMemoryBlobStore.refusal("OperationTimedOut");
                    }
                });
        assertThat(failure(TestRuns.request(small)).code()).isEqualTo("BlobAlreadyExists");
        assertThat(content("a.txt")).isEqualTo("other");
    }

    @Test
    void verifyFindsBytesThatAreNotOurs() throws Exception {
        store.before(
                request -> {
                    if (request.verb().equals("read")) {
                        store.place("a.txt", OTHER);
                    }
                });
        UploadRequest request = TestRuns.request(small).ifExists(ConflictPolicy.REPLACE);
        assertThat(failure(request.verified()).code()).isEqualTo("verify-failed");
        assertThat(store.count("put")).isEqualTo(1);
    }

    @Test
    void fileThatChangesWhileItsBlocksAreSentIsNotCommitted() throws Exception {
        Path file = largeFile();
        AtomicBoolean changed = new AtomicBoolean();
        store.before(
                request -> {
                    if (request.verb().equals("stage") && changed.compareAndSet(false, true)) {
                        append(file);
                    }
                });
        Problem problem = failure(TestRuns.request(file));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
        assertThat(store.names()).isEmpty();
        assertThat(store.count("commit")).isZero();
    }

    private static void append(Path file) {
        try {
            Files.write(file, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void changedBlockOfALargeFileIsAllThatIsSentWhenItIsReplaced() throws Exception {
        runs.run(TestRuns.request(largeFile()));
        byte[] edited = large();
        edited[BLOCK + 7]++;
        Files.write(folder.resolve("large.bin"), edited);
        runs.events.clear();
        UploadRequest request = TestRuns.request(folder.resolve("large.bin"));
        runs.run(request.ifExists(ConflictPolicy.REPLACE));
        assertThat(store.count("stage")).isEqualTo(3 + 1);
        assertThat(runs.only(TransferEvent.Uploaded.class).resumed()).isEqualTo(BLOCK + 5);
        assertThat(store.content("large.bin")).isEqualTo(edited);
    }

    @Test
    void deltaIsNotCommittedOntoABlobThatSomebodyElseWrote() throws Exception {
        runs.run(TestRuns.request(largeFile()));
        byte[] edited = large();
        edited[7]++;
        Files.write(folder.resolve("large.bin"), edited);
        AtomicBoolean struck = new AtomicBoolean();
        store.before(
                request -> {
                    if (request.verb().equals("commit") && struck.compareAndSet(false, true)) {
                        store.place("large.bin", OTHER);
                    }
                });
        runs.events.clear();
        UploadRequest request = TestRuns.request(folder.resolve("large.bin"));
        runs.run(request.ifExists(ConflictPolicy.REPLACE));
        assertThat(store.content("large.bin")).isEqualTo(edited);
        assertThat(store.count("commit")).isEqualTo(3);
    }

    @Test
    void sameLargeFileIsLeftWhereOnlyDifferentOnesAreReplaced() throws Exception {
        UploadRequest request =
                TestRuns.request(largeFile())
                        .with(Integrity.CRC64)
                        .ifExists(ConflictPolicy.IF_DIFFERENT);
        runs.run(request);
        assertThat(runs.only(TransferEvent.Uploaded.class).md5()).isEmpty();
        runs.events.clear();
        assertThat(runs.run(request).skipped()).isEqualTo(1);
        assertThat(store.count("stage")).isEqualTo(3);
        assertThat(store.count("commit")).isEqualTo(1);
        assertThat(runs.only(TransferEvent.Skipped.class).reason()).endsWith("the same content");
    }

    @Test
    void smallFileIsReplacedOnlyWhereItsContentDiffers() throws Exception {
        UploadRequest request = TestRuns.request(small).ifExists(ConflictPolicy.IF_DIFFERENT);
        store.place("a.txt", "mine".getBytes(StandardCharsets.UTF_8));
        assertThat(runs.run(request).skipped()).isEqualTo(1);
        assertThat(store.count("put")).isZero();
        runs.events.clear();
        store.place("a.txt", "miss".getBytes(StandardCharsets.UTF_8));
        assertThat(runs.run(request).uploaded()).isEqualTo(1);
        assertThat(content("a.txt")).isEqualTo("mine");
    }

    @Test
    void fileIsReplacedOnlyWhereItIsNewer() throws Exception {
        UploadRequest request = TestRuns.request(small).ifExists(ConflictPolicy.IF_NEWER);
        store.place("a.txt", OTHER, Instant.now().plusSeconds(60));
        assertThat(runs.run(request).skipped()).isEqualTo(1);
        assertThat(content("a.txt")).isEqualTo("other");
        runs.events.clear();
        store.place("a.txt", OTHER, Instant.now().minusSeconds(60));
        assertThat(runs.run(request).uploaded()).isEqualTo(1);
        assertThat(content("a.txt")).isEqualTo("mine");
        runs.events.clear();
        store.place("a.txt", OTHER, Instant.now().minusSeconds(60));
        TransferSnapshot dry = runs.run(TestRuns.dry(request));
        assertThat(dry.uploaded()).isEqualTo(1);
        assertThat(runs.only(TransferEvent.Planned.class).conflict())
                .hasValue("replaces an older blob there");
    }

    @ParameterizedTest
    @EnumSource(Integrity.class)
    void checksumsAreThoseAskedFor(Integrity integrity) throws Exception {
        runs.run(TestRuns.request(largeFile()).with(integrity).verified());
        boolean stored =
                store.find(new BlobPath("data", "large.bin")).orElseThrow().md5().isPresent();
        assertThat(stored).isEqualTo(integrity == Integrity.CRC64_MD5);
        assertThat(store.content("large.bin")).isEqualTo(large());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48})
    void blocksOfAnotherProgramAreNoObstacle(int rawLength) throws Exception {
        String theirs = Base64.getEncoder().encodeToString(new byte[rawLength]);
        store.placeBlock("large.bin", theirs, OTHER);
        runs.run(TestRuns.request(largeFile()));
        assertThat(store.content("large.bin")).isEqualTo(large());
    }

    @Test
    void fileThatChangedIsReadAgainWhereThatIsAskedFor() throws Exception {
        Path file = largeFile();
        AtomicBoolean changed = new AtomicBoolean();
        store.before(
                request -> {
                    if (request.verb().equals("stage") && changed.compareAndSet(false, true)) {
                        append(file);
                    }
                });
        runs.run(TestRuns.request(file).ifChanged(IfChanged.RETRY));
        assertThat(store.content("large.bin")).isEqualTo(Files.readAllBytes(file));
        assertThat(store.count("stage")).as("only the last block again").isEqualTo(4);
        assertThat(runs.only(TransferEvent.Retrying.class).problem().kind())
                .isEqualTo(Problem.Kind.SOURCE_CHANGED);
    }

    @Test
    void fileThatGrewIsUploadedAsItWasWhereThatIsAskedFor() throws Exception {
        Path file = largeFile();
        store.before(
                request -> {
                    if (request.verb().equals("stage")) {
                        append(file);
                    }
                });
        runs.run(TestRuns.request(file).ifChanged(IfChanged.PREFIX));
        assertThat(store.content("large.bin")).isEqualTo(large());
    }

    @Test
    void memoryThatIsBrokenIsNamedAfterThreeDamagedTransfers() throws Exception {
        store.before(
                request -> {
                    if (request.verb().equals("put")) {
                        throw InMemoryBlobStore.refusal("Crc64Mismatch");
                    }
                });
        Problem problem = failure(TestRuns.request(small));
        assertThat(problem.code()).isEqualTo("damaged-on-the-way");
        assertThat(problem.retryable()).isFalse();
        assertThat(store.count("put")).isEqualTo(3);
    }
}
