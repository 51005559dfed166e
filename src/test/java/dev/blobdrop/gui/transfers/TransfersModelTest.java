package dev.blobdrop.gui.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TransfersModelTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";

    private final FakeConnector azure = new FakeConnector();
    private final InMemoryBlobStore store = azure.store(ACCOUNT);
    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);
    private final SessionModel session = new SessionModel(inline, azure, Environment.EMPTY);
    private final TransfersModel transfers = new TransfersModel(inline, session, System::nanoTime);

    @TempDir
    Path folder;

    @BeforeEach
    void sayTheAccount() {
        session.accountText().set(ACCOUNT);
    }

    @Test
    void droppedFileArrivesAndTheRowSaysWhere() throws IOException {
        session.start();
        TransferRow row = drop(file("report 1.csv", "a,b"));
        awaitEnd(row);
        assertThat(row.state().get().label()).isEqualTo("Done");
        assertThat(row.progress().get()).isEqualTo(1);
        assertThat(row.state().get().notice().orElseThrow().lines())
                .containsExactly(ACCOUNT + "/workloadidentity/report%201.csv");
        assertThat(store.content().get(new BlobPath("workloadidentity", "report 1.csv")))
                .asString()
                .isEqualTo("a,b");
        assertThat(transfers.summary().get()).isEqualTo("1 done");
    }

    @Test
    void folderIsWalkedInTheBackground() throws IOException {
        session.start();
        file("photos/a.txt", "a");
        file("photos/2026/b.txt", "b");
        TransferRow row = drop(folder.resolve("photos"));
        awaitEnd(row);
        assertThat(store.content())
                .containsOnlyKeys(
                        new BlobPath("workloadidentity", "photos/a.txt"),
                        new BlobPath("workloadidentity", "photos/2026/b.txt"));
        assertThat(row.counts().get()).isEqualTo("2 of 2");
    }

    @Test
    void dropBeforeTheAccountIsKnownIsHeldAndStartsLater() throws IOException {
        session.accountText().set("");
        session.start();
        TransferRow row = drop(file("early.txt", "x"));
        assertThat(row.state().get().label()).isEqualTo("Waiting for an account");
        assertThat(transfers.summary().get()).isEqualTo("1 waiting");

        session.accountText().set("contosodata");
        session.accept();
        awaitEnd(row);
        assertThat(row.state().get().label()).isEqualTo("Done");
    }

    @Test
    void dropBeforeSignInIsHeldAndStartsLater() throws IOException {
        session.accept();
        TransferRow row = drop(file("early.txt", "x"));
        assertThat(row.state().get().label()).isEqualTo("Waiting for sign-in");
        session.signInAgain();
        awaitEnd(row);
        assertThat(row.state().get().label()).isEqualTo("Done");
    }

    @Test
    void policyOfTheMomentOfTheDropCounts() throws IOException {
        session.start();
        awaitEnd(drop(file("same.txt", "first")));
        transfers.ifExists().set(ConflictPolicy.KEEP_BOTH);
        TransferRow second = drop(file("same.txt", "second"));
        transfers.ifExists().set(ConflictPolicy.FAIL);
        awaitEnd(second);
        assertThat(store.content()).containsKey(new BlobPath("workloadidentity", "same (1).txt"));
        transfers.ifExists().set(ConflictPolicy.SKIP);
        TransferRow third = drop(file("same.txt", "third"));
        awaitEnd(third);
        assertThat(third.state().get().label()).isEqualTo("Skipped");
    }

    @Test
    void refusalOfTheServiceIsShownWithItsRemedy() throws IOException {
        store.refuse(Problem.of(Problem.Kind.DENIED_BY_ROLE, "Denied", "Not allowed", "No role.")
                .withRemedy("az role assignment create"));
        session.start();
        TransferRow row = drop(file("a.txt", "a"));
        awaitEnd(row);
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        assertThat(row.state().get().notice().orElseThrow().copyText()).isEqualTo("az role assignment create");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void failureAmongSeveralFilesIsSaidOfThatFileAndTheSumsAreShown() throws IOException {
        session.start();
        file("folder/back\\slash.txt", "first");
        file("folder/other.txt", "other");
        Files.createSymbolicLink(folder.resolve("folder/link"), Path.of("other.txt"));
        TransferRow row = drop(folder.resolve("folder"));
        awaitEnd(row);
        assertThat(row.state().get().message())
                .startsWith("1 of 3 files: ")
                .endsWith("1 uploaded, 1 skipped, 1 failed");
        assertThat(row.state().get().notice().orElseThrow().title()).startsWith("back\\slash.txt: ");
        assertThat(store.content()).containsKey(new BlobPath("workloadidentity", "folder/other.txt"));
    }

    @Test
    void missingFileIsAccountedFor() {
        session.start();
        TransferRow row = drop(folder.resolve("gone.txt"));
        awaitEnd(row);
        assertThat(row.state().get().label()).isEqualTo("Failed");
        assertThat(row.state().get().message()).isNotEmpty();
    }

    @Test
    void emptyFolderIsReported() throws IOException {
        session.start();
        TransferRow row = drop(Files.createDirectory(folder.resolve("empty")));
        awaitEnd(row);
        assertThat(row.state().get().label()).isEqualTo("Skipped");
        assertThat(row.state().get().message()).isEqualTo("No files found");
    }

    @Test
    void waitingDropIsCancelledAtOnce() throws IOException {
        TransferRow row = drop(file("a.txt", "a"));
        transfers.cancel(row);
        assertThat(row.state().get().label()).isEqualTo("Cancelled");
        assertThat(row.isActive()).isFalse();
        assertThat(transfers.unfinished()).isZero();
        session.start();
        transfers.refresh();
        assertThat(store.content()).isEmpty();
    }

    @Test
    void runningDropIsCancelledAndCountsAsUnfinishedUntilThen() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        session.start();
        for (int i = 0; i < 40; i++) {
            file("many/" + i + ".txt", "x");
        }
        TransferRow row = drop(folder.resolve("many"));
        await().pollInSameThread().until(() -> {
            transfers.refresh();
            return row.state().get().label().equals("Uploading")
                    || row.state().get().label().equals("Scanning");
        });
        assertThat(transfers.unfinished()).isEqualTo(1);
        transfers.cancel(row);
        gate.countDown();
        awaitEnd(row);
        assertThat(row.state().get().label()).isEqualTo("Cancelled");
        assertThat(store.content()).hasSizeLessThan(40);
    }

    @Test
    void dropOfNothingMakesNoRow() {
        transfers.drop(List.of(), "");
        assertThat(transfers.rows()).isEmpty();
        assertThat(transfers.summary().get()).isEqualTo("No uploads yet");
    }

    private TransferRow drop(Path path) {
        transfers.drop(List.of(path), "");
        return transfers.rows().stream()
                .max(Comparator.comparing(TransferRow::number))
                .orElseThrow();
    }

    private void awaitEnd(TransferRow row) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(10)).until(() -> {
            transfers.refresh();
            return !row.isActive();
        });
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
