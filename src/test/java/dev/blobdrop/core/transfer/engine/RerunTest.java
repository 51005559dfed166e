package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Rerun;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.PauseSwitch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run can be paused, and another one can take up what it has left.
@Timeout(60)
class RerunTest {
    private static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final TestRuns runs = new TestRuns();
    private Path in;

    @BeforeEach
    void write() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(in.resolve(name), "mine " + name);
        }
    }

    private Upload again(UploadRequest request, Rerun again) {
        return new TransferEngine(runs.store, EngineSettings.standard()).start(request, again, runs.events::add);
    }

    private String content(String name) {
        return new String(runs.store.content(name), StandardCharsets.UTF_8);
    }

    @Test
    void failedFileTellsTheNameByWhichItIsTakenUp() throws Exception {
        runs.store.place("in/b", OTHER);
        runs.run(TestRuns.request(in));
        UploadEvent.Failed failed = runs.only(UploadEvent.Failed.class);
        assertThat(failed.name()).isEqualTo("in/b");
        runs.events.clear();

        UploadSnapshot last = runs.end(again(
                TestRuns.request(in).ifExists(ConflictPolicy.KEEP_BOTH),
                Rerun.of(List.of(RetryItem.of(failed.source(), failed.name())))));
        assertThat(last.found()).isEqualTo(1);
        assertThat(last.uploaded()).isEqualTo(1);
        assertThat(content("in/b (1)")).isEqualTo("mine b");
        assertThat(content("in/b")).isEqualTo("other");
    }

    @Test
    void partOverAnETagReplacesThatBlobAndNoOther() throws Exception {
        runs.store.place("in/b", OTHER);
        BlobProperties seen = runs.store.find(new BlobPath("data", "in/b")).orElseThrow();
        RetryItem part = RetryItem.of(in.resolve("b"), "in/b").over(seen);
        runs.end(again(TestRuns.request(in), Rerun.of(List.of(part))));
        assertThat(content("in/b")).isEqualTo("mine b");
        runs.events.clear();

        runs.store.place("in/b", OTHER);
        UploadSnapshot last = runs.end(again(TestRuns.request(in), Rerun.of(List.of(part))));
        assertThat(last.failed()).isEqualTo(1);
        assertThat(runs.only(UploadEvent.Failed.class).problem().kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(content("in/b")).isEqualTo("other");
    }

    @Test
    void whatAnEarlierRunBroughtIsSkippedAndAnotherBlobIsNot() throws Exception {
        runs.store.place("in/a", "mine a".getBytes(StandardCharsets.UTF_8));
        runs.store.place("in/b", "mine B".getBytes(StandardCharsets.UTF_8));
        UploadSnapshot last = runs.end(again(TestRuns.request(in), Rerun.ofAll()));
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.uploaded()).isEqualTo(1);
        assertThat(runs.only(UploadEvent.Skipped.class).source()).isEqualTo(in.resolve("a"));
        assertThat(content("in/b")).isEqualTo("mine B");
    }

    @Test
    void keepBothMakesNoSecondCopyOfWhatAnEarlierRunBrought() throws Exception {
        runs.store.place("in/a", OTHER);
        runs.store.place("in/a (1)", "mine a".getBytes(StandardCharsets.UTF_8));
        UploadSnapshot last = runs.end(again(TestRuns.request(in).ifExists(ConflictPolicy.KEEP_BOTH), Rerun.ofAll()));
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(runs.store.names()).containsExactlyInAnyOrder("in/a", "in/a (1)", "in/b", "in/c");
    }

    @Test
    void partThatHasGoneFailsAndAFolderIsWalked() throws Exception {
        UploadSnapshot last = runs.end(again(
                TestRuns.request(in),
                Rerun.of(List.of(RetryItem.of(in.resolve("gone"), "in/gone"), RetryItem.of(in, "in")))));
        assertThat(last.found()).isEqualTo(4);
        assertThat(last.uploaded()).isEqualTo(3);
        assertThat(runs.only(UploadEvent.Failed.class).name()).isEqualTo("in/gone");
    }

    @Test
    void pausedRunMakesNoRequestAndSendsNoBlockTwice() throws Exception {
        byte[] content = RandomBytes.of(6 * BlockPlan.USUAL_LENGTH + 5, 7);
        Path large = Files.write(folder.resolve("large"), content);
        CountDownLatch held = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        runs.store.before(request -> {
            if (request.verb().equals("stage") && request.nth() >= 3) {
                held.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        Upload transfer = runs.start(TestRuns.request(large), 2);
        held.await();
        transfer.pause();
        goOn.countDown();
        await().until(() -> transfer.isPaused());
        AtomicLong seen = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .until(() -> seen.getAndSet(runs.store.requests().size())
                        == runs.store.requests().size());
        long requests = runs.store.requests().size();
        assertThat(runs.store.count("commit")).isZero();
        assertThat(transfer.snapshot().state()).isEqualTo(RunState.RUNNING);
        await().during(Duration.ofMillis(400)).until(() -> runs.store.requests().size() == requests);
        transfer.resume();
        runs.end(transfer);
        assertThat(runs.store.content("large")).isEqualTo(content);
        assertThat(runs.store.count("stage")).isEqualTo(7);
    }

    @Test
    void pauseIsLeftByACancel() throws Exception {
        Upload transfer = runs.start(TestRuns.request(in), 2);
        transfer.pause();
        transfer.cancel();
        UploadSnapshot last = runs.end(transfer);
        assertThat(last.state()).isIn(RunState.CANCELLED, RunState.DONE);
    }

    @Test
    void timeStandsStillInAPause() {
        AtomicLong now = new AtomicLong(100);
        PauseSwitch pause = new PauseSwitch(now::get);
        pause.pause();
        now.addAndGet(1_000);
        assertThat(pause.nanos()).isEqualTo(100);
        pause.resume();
        now.addAndGet(5);
        assertThat(pause.nanos()).isEqualTo(105);
    }
}
