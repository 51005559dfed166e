package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.transfers.TransfersPane;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The window as shipped, in a pod's environment, with the real storage emulator.
@Timeout(180)
@ExtendWith(WindowExtension.class)
class SandboxWindowIT {
    private final Sandbox sandbox = SharedSandbox.get();

    @TempDir
    Path folder;

    @Start
    void open(Stage stage) {
        sandbox.reset();
        BlobdropApp.wire(stage, TestWindow.models(sandbox.podEnvironment())).show();
    }

    @Test
    void droppedFileIsInTheAccountAndTheWindowSaysWhoDidIt(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("grüße.txt"), "Hello, World!");
        Node zone = robot.lookup(".drop-zone").query();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> SceneDrop.ofFiles(file).on(zone));

        Label summary = robot.lookup("#" + TransfersPane.SUMMARY).queryAs(Label.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> summary.getText().equals("1 done"));
        assertThat(sandbox.blobs().get(sandbox.container(), "grüße.txt"))
                .asString()
                .isEqualTo("Hello, World!");
        Labeled identity = robot.lookup("#" + IdentityChip.IDENTITY).queryAs(Labeled.class);
        assertThat(identity.getText()).contains("Workload").contains("·");
    }
}
