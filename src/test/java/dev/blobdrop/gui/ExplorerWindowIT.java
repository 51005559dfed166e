package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.control.StatePane;
import dev.blobdrop.gui.explorer.ContainersPane;
import dev.blobdrop.gui.explorer.ExplorerPane;
import dev.blobdrop.gui.explorer.ListingState;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The explorer with the real storage emulator, under common roles.
@Timeout(180)
@ExtendWith(WindowExtension.class)
class ExplorerWindowIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Sandbox sandbox = SharedSandbox.get();
    private Models models;

    @Start
    void open(Stage stage) {
        sandbox.reset();
        models = TestWindow.models(sandbox.podEnvironment());
        BlobdropApp.wire(stage, models).show();
    }

    @Test
    void withARoleOnTheContainerOnlyTheContainerOpensAndNothingLooksLikeAnError(FxRobot robot) {
        await().atMost(LONG).until(() -> models.explorer().listing().get() instanceof ListingState.Shown);
        await().atMost(LONG).until(() -> models.containers().listing().get() instanceof ListingState.Trouble);
        await().until(() -> robot.lookup("#" + ContainersPane.STATE + StatePane.TITLE)
                .tryQueryAs(Label.class)
                .filter(label -> label.getText().equals("Open a container by" + " name"))
                .isPresent());
        assertThat(robot.lookup("#title-session").tryQuery()).isEmpty();
        assertThat(robot.lookup("#" + ExplorerPane.STATE + StatePane.TITLE)
                        .queryAs(Label.class)
                        .getText())
                .isEqualTo("Nothing here yet");
    }

    @Test
    void withARoleOnTheAccountContainersAreListedAndCreated(FxRobot robot) {
        sandbox.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        await().atMost(LONG).until(() -> !(models.containers().listing().get() instanceof ListingState.Idle));
        robot.interact(models.containers()::refresh);
        await().atMost(LONG).until(() -> models.containers().names().contains(sandbox.container()));
        robot.interact(() -> models.containers().create("fresh", () -> {}, problem -> {}));
        await().atMost(LONG).until(() -> sandbox.blobs().containers().contains("fresh"));
        await().atMost(LONG)
                .until(() -> List.copyOf(models.containers().names()).contains("fresh"));
        assertThat(models.explorer().rows()).noneMatch(entry -> entry instanceof Entry.Blob);
    }
}
