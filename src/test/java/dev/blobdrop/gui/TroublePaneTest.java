package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.control.CommandText;
import dev.blobdrop.gui.control.StatePane;
import dev.blobdrop.gui.explorer.ExplorerPane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The states that a pane shows in place of rows, with their buttons.
@Timeout(90)
class TroublePaneTest extends AccountWindow {
    private static final String COMMAND =
            "az role assignment create --assignee-object-id 44444444-4444-4444-8444-444444444444"
                    + " --role 'Storage Blob Data Contributor' --scope"
                    + " /subscriptions/0/resourceGroups/rg/providers/Microsoft.Storage"
                    + "/storageAccounts/contosodata";

    @Start
    void open(Stage stage) {
        show(
                stage,
                TestWindow.models(
                        azure, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT), Settings.STANDARD.withTheme(Theme.LIGHT)));
    }

    @Test
    void theCommandIsShownWholeBesideItsButtonAndTryAgainComesFirst(FxRobot robot) throws Exception {
        refuse(
                robot,
                Problem.of(Problem.Kind.DENIED_BY_ROLE, "x", "Not allowed to list", "No role.")
                        .withRemedy(COMMAND + "   # takes minutes"));
        assertThat(buttons(robot)).containsExactly("Copy", "Try again");
        Button again = robot.lookup("#blobs-again").queryButton();
        assertThat(again.getStyleClass()).contains(Styles.ACCENT);
        CommandText text =
                robot.lookup("#" + ExplorerPane.STATE + " .command-text").query();
        assertThat(text.getText()).isEqualTo(COMMAND);
        assertThat(text.isEditable()).isFalse();
        Screenshots.take(stage.getScene(), "trouble-command-light");
        robot.interact(() -> models.settings().change(old -> old.withTheme(Theme.DARK)));
        Screenshots.take(stage.getScene(), "trouble-command-dark");
        robot.interact(robot.lookup("#" + ExplorerPane.STATE + StatePane.COPY).queryButton()::fire);
        assertThat(onWindow(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(COMMAND);
    }

    @Test
    void aSentenceIsReadAndNotCopied(FxRobot robot) throws Exception {
        refuse(
                robot,
                Problem.of(Problem.Kind.TRANSIENT, "x", "Nothing answers", "It was refused.")
                        .withRemedy("Check that the service runs"));
        assertThat(buttons(robot)).containsExactly("Try again");
        assertThat(robot.lookup("#" + ExplorerPane.STATE + StatePane.SENTENCE)
                        .queryAs(Label.class)
                        .getText())
                .isEqualTo("It was refused. Check that the service runs.");
    }

    @Test
    void whatIsAnOptionElsewhereIsAButtonHere(FxRobot robot) throws Exception {
        refuse(
                robot,
                Problem.of(Problem.Kind.USAGE, "x", "Not trusted", "It is unknown.")
                        .withRemedy("set ca-file PEM   also trust this authority"));
        assertThat(buttons(robot)).containsExactly("Try again", "Settings…");
        robot.interact(robot.lookup("#blobs-settings").queryButton()::fire);
        assertThat(robot.lookup("#" + SettingsSheet.ZOOM).tryQuery()).isPresent();
        Screenshots.take(stage.getScene(), "settings-from-trouble");
    }

    @Test
    void theBarLeadsThereToo(FxRobot robot) throws Exception {
        robot.interact(() -> models.session()
                .report(Problem.of(Problem.Kind.USAGE, "x", "Not trusted", "It is unknown.")
                        .withRemedy("set ca-file PEM   trust it")));
        Screenshots.take(stage.getScene(), "trouble-bar-light");
        robot.interact(robot.lookup("#way-session").queryButton()::fire);
        assertThat(robot.lookup("#" + SettingsSheet.ZOOM).tryQuery()).isPresent();
    }

    private void refuse(FxRobot robot, Problem problem) throws Exception {
        await().until(() ->
                onWindow(() -> models.session().signIn().get().text()).contains("·"));
        store.refuseBlobs(Optional.of(problem));
        robot.interact(models.explorer()::refresh);
        await().until(() -> onWindow(() -> robot.lookup("#" + ExplorerPane.STATE + StatePane.TITLE)
                .queryAs(Label.class)
                .getText()
                .equals(problem.title())));
    }

    private static List<String> buttons(FxRobot robot) throws Exception {
        return onWindow(() -> robot.lookup("#" + ExplorerPane.STATE + " .button").queryAllAs(Button.class).stream()
                .map(Button::getText)
                .toList());
    }
}
