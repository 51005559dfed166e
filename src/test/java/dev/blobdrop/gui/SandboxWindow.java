package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import dev.blobdrop.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// The real window with the sandbox, used as a user would: drop, read, press.
final class SandboxWindow {
    /// The time limit on a busy machine.
    static final Duration LIMIT = Duration.ofSeconds(170);

    private final Sandbox sandbox;
    private final Models models;

    private SandboxWindow(Sandbox sandbox, Models models) {
        this.sandbox = sandbox;
        this.models = models;
    }

    /// Opens the window in a pod's environment.
    static SandboxWindow open(Sandbox sandbox) throws Exception {
        return onWindow(() -> {
            Models models = TestWindow.models(sandbox.podEnvironment());
            BlobdropApp.wire(new javafx.stage.Stage(), models).show();
            return new SandboxWindow(sandbox, models);
        });
    }

    Models models() {
        return models;
    }

    TransferRow drop(Path... paths) throws Exception {
        return onWindow(() -> {
            models.transfers().drop(List.of(paths), "");
            return models.transfers().rows().stream()
                    .max((a, b) -> Long.compare(a.number(), b.number()))
                    .orElseThrow();
        });
    }

    void act(TransferRow row, RowAction action) throws Exception {
        onWindow(() -> {
            models.transfers().act(row, action);
            return true;
        });
    }

    List<String> blobs() {
        return sandbox.blobs().list(sandbox.container());
    }

    static String message(TransferRow row) throws Exception {
        return onWindow(() -> row.state().get().message());
    }

    static String counts(TransferRow row) throws Exception {
        return onWindow(() -> row.counts().get());
    }

    static void awaitAction(TransferRow row, RowAction action) {
        await().atMost(LIMIT).until(() -> onWindow(() -> row.actions().get().contains(action)));
    }

    /// Waits for this stage; stops early if the row ends otherwise or asks.
    static void awaitStage(TransferRow row, RowStage stage) throws Exception {
        awaitStage(row, stage, LIMIT);
    }

    /// The same with a longer limit.
    static void awaitStage(TransferRow row, RowStage stage, Duration limit) throws Exception {
        await().atMost(limit).until(() -> onWindow(() -> isAt(row, stage)));
        assertThat(onWindow(row::stage)).as(message(row)).isEqualTo(stage);
    }

    private static boolean isAt(TransferRow row, RowStage stage) {
        return row.stage() == stage
                || row.stage().isEnd()
                || row.actions().get().contains(RowAction.ANSWER);
    }

    /// A number in the row's message, such as the files "uploaded".
    static long sum(TransferRow row, String of) throws Exception {
        for (String part : message(row).split(", ")) {
            if (part.endsWith(" " + of)) {
                return Long.parseLong(part.substring(0, part.indexOf(' ')).replace(",", ""));
            }
        }
        return 0;
    }

    static <T> T onWindow(Callable<T> task) throws Exception {
        return TestWindow.onWindow(task);
    }

    /// A folder with this many small files, each with different content.
    static Path files(Path folder, int count) throws IOException {
        Path in = Files.createDirectory(folder);
        for (int i = 0; i < count; i++) {
            Files.writeString(in.resolve(String.valueOf(i)), "content " + i);
        }
        return in;
    }
}
