package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.gui.model.Answer;
import dev.blobdrop.gui.model.Models;
import dev.blobdrop.gui.model.TransferRow;
import dev.blobdrop.gui.model.TransferRow.Action;
import dev.blobdrop.gui.model.TransferRow.Stage;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Hard times for the real window over the real storage emulator: whatever happens, nothing is lost
/// and everything is accounted for.
@Timeout(240)
@ExtendWith(ApplicationExtension.class)
class TransfersIT {
    private static final RequestMatcher PUT = RequestMatcher.method("PUT");
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private final Sandbox sandbox = SharedSandbox.get();
    private Models models;

    @TempDir Path folder;

    @Start
    void open(javafx.stage.Stage stage) {
        sandbox.reset();
        models = TestWindow.models(sandbox.podEnvironment());
        BlobdropApp.wire(stage, models).show();
    }

    @Test
    void thousandsOfSmallFilesNeverHoldUpTheWindow() throws Exception {
        files("many", 5_000);
        long before = usedHeap();
        TransferRow row = drop(models, folder.resolve("many"));
        awaitAction(row, Action.START);
        Heartbeat heart = Heartbeat.of(models);
        long began = System.nanoTime();
        act(models, row, Action.START);
        awaitStage(row, Stage.DONE);
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        heart.stop();
        long grown = (usedHeap() - before) >> 20;
        System.out.printf(
                "5,000 small uploads in %d s: %s; heap grew by %d MiB%n", seconds, heart, grown);

        assertThat(onWindow(() -> row.message().get())).isEqualTo("5,000 uploaded");
        assertThat(blobs()).hasSize(5_000);
        assertThat(heart.beats()).isPositive();
        // A wait also holds what the machine was busy with otherwise; the window's own work does
        // not.
        assertThat(heart.mostWorkMillis()).isLessThan(100);
        assertThat(heart.mostWaitMillis()).isLessThan(5_000);
        assertThat(grown).isLessThan(64);
    }

    @Test
    void tokenThatExpiresInTheMiddleOfABatchIsRenewed() throws Exception {
        files("batch", 300);
        sandbox.identityProvider().accessTokens().lifetime(Duration.ofSeconds(3));
        sandbox.gateway().on(PUT).delay(Duration.ofMillis(400));
        TransferRow row = drop(models, folder.resolve("batch"));
        awaitStage(row, Stage.DONE);
        assertThat(onWindow(() -> row.message().get())).isEqualTo("300 uploaded");
        assertThat(blobs()).hasSize(300);
        assertThat(sandbox.identityProvider().exchanges()).hasSizeGreaterThan(1);
    }

    @Test
    void networkThatIsGoneForThirtySecondsIsOutlastedAndTheWindowSaysSo() throws Exception {
        files("batch", 200);
        sandbox.gateway().on(PUT).delay(Duration.ofMillis(150));
        TransferRow row = drop(models, folder.resolve("batch"));
        await().atMost(LIMIT).until(() -> !blobs().isEmpty());
        sandbox.gateway().stop();
        long gone = System.nanoTime();
        await().atMost(LIMIT).until(() -> message(row).contains("no progress for 2"));
        assertThat(message(row)).contains("trying again").doesNotContain(" left");
        await().atMost(LIMIT)
                .until(() -> System.nanoTime() - gone > Duration.ofSeconds(30).toNanos());
        assertThat(onWindow(row::stage)).isEqualTo(Stage.RUNNING);
        sandbox.gateway().start();
        awaitStage(row, Stage.DONE);
        assertThat(message(row)).isEqualTo("200 uploaded");
        assertThat(blobs()).hasSize(200);
    }

    @Test
    void containerThatIsDeletedMeanwhileIsCreatedByAButtonAndNothingIsLost() throws Exception {
        sandbox.roles()
                .assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        files("batch", 200);
        sandbox.gateway().on(PUT.path("batch")).delay(Duration.ofMillis(100));
        TransferRow row = drop(models, folder.resolve("batch"));
        await().atMost(LIMIT).until(() -> blobs().size() >= 3);
        sandbox.blobs().deleteContainer(sandbox.container());
        awaitStage(row, Stage.FAILED);
        assertThat(message(row)).contains(" uploaded").contains(" not sent");
        awaitAction(row, Action.CREATE_CONTAINER);
        act(models, row, Action.CREATE_CONTAINER);
        awaitStage(row, Stage.DONE);
        assertThat(onWindow(() -> row.counts().get())).isEqualTo("200 of 200");
        assertThat(blobs()).hasSize(200);
    }

    @Test
    void twoWindowsOnOneContainerLoseNothing() throws Exception {
        files("shared", 60);
        sandbox.gateway().on(PUT).delay(Duration.ofMillis(30));
        Models other = TestWindow.models(sandbox.podEnvironment());
        onWindow(
                () -> {
                    BlobdropApp.wire(new javafx.stage.Stage(), other).show();
                    return true;
                });
        TransferRow mine = drop(models, folder.resolve("shared"));
        TransferRow theirs = drop(other, folder.resolve("shared"));
        skipAll(models, mine);
        skipAll(other, theirs);
        assertThat(onWindow(() -> mine.counts().get())).isEqualTo("60 of 60");
        assertThat(onWindow(() -> theirs.counts().get())).isEqualTo("60 of 60");
        assertThat(number(mine, "uploaded") + number(theirs, "uploaded")).isEqualTo(60);
        assertThat(number(mine, "skipped") + number(theirs, "skipped")).isEqualTo(60);
        assertThat(blobs()).hasSize(60);
        assertThat(sandbox.blobs().get(sandbox.container(), "shared/7"))
                .asString()
                .isEqualTo("content 7");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folderOfAThousandWithOddOnesIsAccountedForToTheLastFile() throws Exception {
        Path odd = files("odd", 985);
        for (String name :
                List.of(
                        "with space",
                        "grüße.txt",
                        "100%.txt",
                        "#hash?",
                        "-dash",
                        "'quote\"",
                        "日本",
                        ".hidden")) {
            Files.writeString(odd.resolve(name), name);
        }
        Files.createFile(odd.resolve("empty"));
        Files.writeString(odd.resolve("back\\slash"), "x");
        Files.writeString(odd.resolve("two\nlines"), "x");
        Files.createSymbolicLink(odd.resolve("loop"), odd);
        Files.createSymbolicLink(odd.resolve("dangling"), Path.of("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", odd.resolve("pipe").toString()).start().waitFor())
                .isZero();
        Path closed = Files.createFile(odd.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        // Root reads whatever it likes.
        int read = Files.isReadable(closed) ? 1 : 0;
        Path gone = folder.resolve("gone");

        TransferRow row = drop(models, odd, gone);
        awaitStage(row, Stage.FAILED);
        assertThat(onWindow(() -> row.counts().get())).isEqualTo("1,001 of 1,001");
        assertThat(message(row))
                .endsWith("%d uploaded, 3 skipped, %d failed".formatted(994 + read, 4 - read));
        assertThat(onWindow(row::lines))
                .filteredOn(line -> line.stage() == Stage.FAILED)
                .hasSize(4 - read)
                .allSatisfy(line -> assertThat(line.detail()).isNotBlank());
        assertThat(blobs())
                .hasSize(994 + read)
                .contains("odd/grüße.txt", "odd/.hidden", "odd/empty");
    }

    /// Answers until the row has ended.
    private void skipAll(Models window, TransferRow row) {
        await().atMost(LIMIT)
                .until(
                        () ->
                                onWindow(
                                        () -> {
                                            window.transfers()
                                                    .questions()
                                                    .answer(Answer.SKIP, true);
                                            return !row.active().get();
                                        }));
    }

    private static long number(TransferRow row, String what) throws Exception {
        for (String part : message(row).split(", ")) {
            if (part.endsWith(" " + what)) {
                return Long.parseLong(part.substring(0, part.indexOf(' ')));
            }
        }
        return 0;
    }

    private Path files(String name, int count) throws IOException {
        Path in = Files.createDirectory(folder.resolve(name));
        for (int i = 0; i < count; i++) {
            Files.writeString(in.resolve(String.valueOf(i)), "content " + i);
        }
        return in;
    }

    private static TransferRow drop(Models window, Path... paths) throws Exception {
        return onWindow(
                () -> {
                    window.transfers().drop(List.of(paths), "");
                    return window.transfers().rows().getFirst();
                });
    }

    private static void act(Models window, TransferRow row, Action action) throws Exception {
        onWindow(
                () -> {
                    window.transfers().act(row, action);
                    return true;
                });
    }

    private static String message(TransferRow row) throws Exception {
        return onWindow(() -> row.message().get());
    }

    private static void awaitAction(TransferRow row, Action action) {
        await().atMost(LIMIT).until(() -> onWindow(() -> row.actions().get().contains(action)));
    }

    /// Waits for this stage, and no longer than until the row has come to another end or question.
    private static void awaitStage(TransferRow row, Stage stage) throws Exception {
        await().atMost(LIMIT)
                .until(
                        () ->
                                onWindow(
                                        () ->
                                                row.stage() == stage
                                                        || row.stage().isEnd()
                                                        || row.actions()
                                                                .get()
                                                                .contains(Action.ANSWER)));
        assertThat(onWindow(row::stage)).as(message(row)).isEqualTo(stage);
    }

    private List<String> blobs() {
        return sandbox.blobs().list(sandbox.container());
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static <T> T onWindow(Callable<T> task) throws Exception {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, task);
    }
}
