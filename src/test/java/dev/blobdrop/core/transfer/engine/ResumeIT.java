package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.RequestMatcher;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A large upload that was interrupted goes on where it was, without any memory of the first run.
class ResumeIT {
    private static final int MIB = EngineBench.MIB;
    private static final RequestMatcher BLOCK = RequestMatcher.method("PUT").query("comp=block");

    @TempDir
    private Path directory;

    private EngineBench bench;
    private Path file;

    @BeforeEach
    void open() {
        bench = new EngineBench(directory);
        // One block in memory, so that blocks go one after the other.
        bench.with(new EngineSettings(4, 8 * MIB, 0, Patience.STANDARD));
        file = bench.file("large.bin", 44 * MIB);
    }

    @AfterEach
    void nothingWasDeleted() {
        assertThat(bench.requests("DELETE")).isEmpty();
    }

    @Test
    void cancelLeavesNothingVisibleAndTheNextRunSendsTheRest() throws Exception {
        int before = cancelAfterTwoBlocks(bench.request(file)).size();

        EngineRun second = bench.upload(file);

        assertThat(second.only().resumed()).isEqualTo(8L * MIB * before);
        assertThat(second.end().bytesDone()).isEqualTo(44L * MIB);
        assertThat(bench.blocksSent()).isEqualTo(6);
        bench.assertSame("large.bin", file);
    }

    @Test
    void changedBlockIsSentAgainAndNoOther() throws Exception {
        List<String> staged = cancelAfterTwoBlocks(bench.request(file));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), MIB);
        }

        EngineRun second = bench.upload(file);

        assertThat(second.only().resumed()).isEqualTo(8L * MIB * (staged.size() - 1));
        assertThat(bench.blocksSent()).isEqualTo(7);
        bench.assertSame("large.bin", file);
    }

    @Test
    void withoutResumeEverythingIsSentAgain() throws Exception {
        UploadRequest request = bench.request(file);
        int before = cancelAfterTwoBlocks(request).size();

        EngineRun second = bench.upload(request.resuming(false));

        assertThat(second.only().resumed()).isZero();
        assertThat(bench.blocksSent()).isEqualTo(before + 6);
        bench.assertSame("large.bin", file);
    }

    @Test
    void runThatAFaultStoppedIsResumed() throws Exception {
        bench.azure.gateway().on(BLOCK).times(3).delay(Duration.ZERO);
        bench.azure.gateway().on(BLOCK).times(1).answer(403, "AuthorizationPermissionMismatch");

        EngineRun first = bench.upload(file);
        assertThat(first.state()).isEqualTo(RunState.STOPPED);
        assertThat(first.problem().kind()).isEqualTo(Kind.DENIED_BY_ROLE);
        assertThat(first.end().bytesDone()).isZero();
        assertThat(bench.blobs()).isEmpty();
        EngineRun second = bench.upload(file);

        assertThat(second.only().resumed()).isEqualTo(24L * MIB);
        assertThat(bench.blocksSent()).isEqualTo(6);
        bench.assertSame("large.bin", file);
    }

    @Test
    void replacingRunIsResumedToo() throws Exception {
        bench.put("large.bin", new byte[] {1});
        UploadRequest request = bench.request(file).ifExists(ConflictPolicy.REPLACE);
        int before = cancelAfterTwoBlocks(request).size();
        assertThat(bench.content("large.bin")).containsExactly(1);

        EngineRun second = bench.upload(request);

        assertThat(second.only().resumed()).isEqualTo(8L * MIB * before);
        assertThat(bench.blocksSent()).isEqualTo(6);
        bench.assertSame("large.bin", file);
    }

    @Test
    void cancelLetsFilesThatAreDoneStay() throws Exception {
        bench.files("in/f%02d", 30, 100);
        Gate gate = bench.holdAfter(5);

        EngineRun run = bench.start(bench.request(directory.resolve("in")));
        await().until(() -> run.end().uploaded() == 5);
        gate.awaitArrived(1);
        run.transfer().cancel();
        gate.open();
        run.await();

        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
        assertThat(run.end().failed()).isZero();
        assertThat(run.end().uploaded() + run.end().left()).isEqualTo(run.end().found());
        assertThat(run.end().left()).isPositive();
        assertThat(bench.blobs()).containsExactlyElementsOf(run.names());
    }

    @Test
    void cancelEndsAPauseBetweenTries() throws Exception {
        bench.azure.gateway().on(RequestMatcher.method("PUT")).answer(503, "ServerBusy");

        EngineRun run = bench.start(bench.request(bench.file("small", 10)));
        await().until(() -> run.retries().size() >= 2);
        run.transfer().cancel();
        run.await();

        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
        assertThat(run.end().left()).isEqualTo(1);
        assertThat(run.end().failed()).isZero();
    }

    @Test
    void replacedFileSendsOnlyTheBlockThatChanged() throws Exception {
        bench.upload(file).only();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("changed".getBytes()), 17L * MIB);
        }

        EngineRun second = bench.upload(
                bench.request(file).ifExists(ConflictPolicy.IF_DIFFERENT).verified(true));

        assertThat(second.only().resumed()).isEqualTo(36L * MIB);
        assertThat(bench.blocksSent()).isEqualTo(6 + 1);
        bench.assertSame("large.bin", file);
        EngineRun third = bench.upload(bench.request(file).ifExists(ConflictPolicy.IF_DIFFERENT));
        assertThat(third.end().skipped()).isEqualTo(1);
        assertThat(bench.blocksSent()).isEqualTo(6 + 1);
    }

    /// The names of AzCopy's, the Python library's and rclone's blocks have these lengths.
    @ParameterizedTest
    @ValueSource(ints = {48, 36, 32, 16})
    void blocksOfAnotherToolAreNoObstacle(int rawLength) throws Exception {
        BlobPath target = new BlobPath(bench.azure.container(), "large.bin");
        String theirs = Base64.getEncoder().encodeToString(new byte[rawLength]);
        byte[] content = {7};
        bench.store().stage(target, theirs, BlobContent.of(ByteBuffer.wrap(content)), OptionalLong.empty());

        bench.upload(file).only();

        bench.assertSame("large.bin", file);
    }

    @Test
    void blocksOfAnotherToolAreReportedAndNotThrownAway() throws Exception {
        BlobPath target = new BlobPath(bench.azure.container(), "large.bin");
        byte[] theirs = {7};
        bench.store().stage(target, "YQ==", BlobContent.of(ByteBuffer.wrap(theirs)), OptionalLong.empty());

        EngineRun run = bench.upload(file);

        assertThat(run.problem().kind()).isEqualTo(Kind.CONFLICT);
        assertThat(run.problem().code()).isEqualTo("InvalidBlobOrBlock");
        assertThat(bench.blobs()).isEmpty();
        assertThat(bench.store().blocks(target).uncommitted()).containsExactly("YQ==");
    }

    /// The ids that the cancelled run has left.
    private List<String> cancelAfterTwoBlocks(UploadRequest request) throws InterruptedException {
        bench.azure.gateway().on(BLOCK).times(2).delay(Duration.ZERO);
        Gate gate = bench.azure.gateway().on(BLOCK).times(1).hold();
        EngineRun run = bench.start(request);
        gate.awaitArrived(1);
        run.transfer().cancel();
        gate.open();
        run.await();

        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
        assertThat(run.end().left()).isEqualTo(1);
        assertThat(run.end().uploaded()).isZero();
        List<String> staged = bench.store()
                .blocks(new BlobPath(bench.azure.container(), "large.bin"))
                .uncommitted();
        assertThat(run.end().bytesDone()).as("what is sent counts").isEqualTo(8L * MIB * staged.size());
        assertThat(run.end().bytesKept()).isEqualTo(8L * MIB * staged.size());
        assertThat(run.end().filesKept()).isEqualTo(1);
        assertThat(staged).hasSize((int) bench.blocksSent()).hasSize(3);
        assertThat(bench.requests("PUT")).noneMatch(sent -> sent.query().contains("comp=blocklist"));
        return staged;
    }
}
