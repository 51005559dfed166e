package dev.blobdrop.gui;

import static dev.blobdrop.core.diagnosis.Stage.EXCHANGE;
import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.identity.AccessPane;
import dev.blobdrop.gui.identity.ChainModel;
import dev.blobdrop.gui.identity.ChainPane;
import dev.blobdrop.gui.identity.PodLogs;
import dev.blobdrop.gui.identity.StationsPane;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.FakeExaminer;
import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.session.SessionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The pane in the window, and in the large view.
@Timeout(60)
@ExtendWith(WindowExtension.class)
class ChainPaneTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";

    private final FakeExaminer examiner = new FakeExaminer();
    private final FakeConnector azure = new FakeConnector();
    private Stage stage;
    private SessionModel session;
    private ChainModel chain;

    @TempDir
    Path folder;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        azure.examiner(examiner);
        azure.traceOnSuccess(FakeExaminer.LAPTOP);
        Models models = TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT));
        session = models.session();
        chain = models.chain();
        new MainWindow(stage, models).show();
    }

    @Test
    void eachLinkSaysHowItEndedWhyAndWhatItMeant(FxRobot robot) throws Exception {
        showPane(robot);
        await().until(() -> hasText(robot, "Write to it"));
        assertThat(hasText(robot, "3  Managed identity")).isTrue();
        assertThat(hasText(robot, "1.0 s, moved on")).isTrue();
        assertThat(hasText(robot, "6  Azure CLI")).isTrue();
        assertThat(hasText(robot, "signed in with Azure CLI")).isTrue();
        assertThat(hasText(robot, "The first upload will tell.")).isTrue();
        shoot("chain-light");
        dark();
        shoot("chain-dark");
    }

    @Test
    void podsLogDroppedOnThePaneIsComparedAndNotUploaded(FxRobot robot) throws Exception {
        Path log = Files.writeString(folder.resolve("pod.log"), PodLogs.DOCTOR + PodLogs.WHOAMI);
        showPane(robot);
        Node pane = robot.lookup("#" + ChainPane.ID).query();
        onWindow(() -> SceneDrop.ofFiles(log).on(pane));
        String station = "#" + StationsPane.station(ChainPane.POD, EXCHANGE);
        await().until(() -> robot.lookup(station).tryQuery().isPresent());
        assertThat(azure.store(ACCOUNT).content()).isEmpty();
        assertThat(hasText(robot, "From pod.log")).isTrue();
        ToggleButton failed = robot.lookup(station).queryAs(ToggleButton.class);
        assertThat(failed.isSelected()).as("the failed station is open").isTrue();
        assertThat(failed.getAccessibleText()).startsWith("Sign-in: failed.");
        fire(robot, "copy-fix-" + ChainPane.POD);
        assertThat(onWindow(() -> Clipboard.getSystemClipboard().getString()))
                .startsWith("az identity federated-credential create");
        onWindow(() -> {
            chain.diagnose();
            return true;
        });
        await().until(() -> hasText(robot, "Not tested: Writing a blob."));
        assertThat(hasText(robot, "Everything works.")).isFalse();
        shoot("chain-untested-light");
        fire(robot, StationsPane.TEST_WRITING);
        await().until(() -> hasText(robot, "Everything works."));
        shoot("chain-compare-light");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.I);
        robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
        await().until(() -> robot.lookup(".large-view").tryQuery().isPresent());
        shoot("large-view-compare-light");
        dark();
        shoot("large-view-compare-dark");
    }

    @Test
    void whatTakesLongHasAButtonThatEndsIt(FxRobot robot) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        examiner.holdBack(never);
        showPane(robot);
        Button cancel = robot.lookup("#" + ChainPane.CANCEL).queryButton();
        assertThat(onWindow(cancel::isVisible)).isFalse();
        fireToggle(robot, ChainPane.EVERYONE);
        await().until(() -> onWindow(cancel::isVisible));
        shoot("chain-asking");
        fire(robot, ChainPane.CANCEL);
        assertThat(onWindow(cancel::isVisible)).isFalse();
        await().until(() -> examiner.interrupted() > 0);
        never.countDown();
    }

    @Test
    void largeViewFillsTheWindowInLargerTypeAndGivesItBack(FxRobot robot) throws Exception {
        showPane(robot);
        await().until(() -> hasText(robot, "Write to it"));
        double usual = height(robot, "6  Azure CLI");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.I);
        robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
        await().until(() -> robot.lookup(".large-view").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        Node pane = robot.lookup(".large-view").query();
        Bounds bounds = onWindow(pane::getLayoutBounds);
        assertThat(bounds.getWidth()).isEqualTo(stage.getScene().getWidth());
        assertThat(bounds.getHeight()).isEqualTo(stage.getScene().getHeight());
        assertThat(height(robot, "6  Azure CLI")).isGreaterThan(1.4 * usual);
        shoot("large-view-light");
        dark();
        shoot("large-view-dark");
        robot.type(KeyCode.ESCAPE);
        await().until(() -> robot.lookup(".large-view").tryQuery().isEmpty());
        assertThat(robot.lookup("#" + IdentityChip.IDENTITY).tryQuery()).isPresent();
    }

    @Test
    void nothingIsCutOffInALectureHall(FxRobot robot) throws Exception {
        showPane(robot);
        await().until(() -> hasText(robot, "Write to it"));
        for (int percent : new int[] {100, 200}) {
            ChainPane pane = onWindow(() -> onWall(percent));
            Screenshots.take(pane.getScene(), "wall-" + percent);
            assertThat(robot.from(pane).lookup((Labeled label) -> true).queryAllAs(Labeled.class))
                    .filteredOn(
                            label -> label.getText() != null && !label.getText().isEmpty())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(label -> assertThat(cut(label))
                            .as("cut off: " + label.getText())
                            .isFalse());
        }
    }

    /// The large view on a projector of 1920 by 1080, at a zoom.
    private ChainPane onWall(int percent) {
        ChainPane pane = new ChainPane(chain, true, ChainPane.largeView(chain));
        StackPane root = new StackPane(pane);
        root.setStyle("-fx-font-size: " + 14 * percent / 100 + "px;");
        Scene wall = new Scene(root, 1920, 1080);
        wall.getStylesheets().setAll(stage.getScene().getStylesheets());
        wall.snapshot(null);
        return pane;
    }

    @Test
    void refusalIsShownWithTheCommandThatFixesIt(FxRobot robot) throws Exception {
        azure.store(ACCOUNT)
                .refuse(Problem.of(
                                Problem.Kind.DENIED_BY_ROLE,
                                "AuthorizationPermissionMismatch",
                                "Not allowed to write here",
                                "The identity has no role on the container.")
                        .withRemedy("az role assignment create --role X"));
        showPane(robot);
        await().until(() ->
                robot.lookup("#" + AccessPane.TRY_TO_WRITE).tryQuery().isPresent() || hasText(robot, "Denied by role"));
        onWindow(() -> {
            chain.tryToWrite();
            return true;
        });
        await().until(() ->
                robot.lookup("#copy-fix-chain-here-write").tryQuery().isPresent());
        fire(robot, "copy-fix-chain-here-write");
        assertThat(onWindow(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("az role assignment create --role X");
        fire(robot, "fix-chain-here-write");
        shoot("chain-denied");
    }

    private static boolean cut(Labeled label) {
        return label.lookupAll(".text").stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .anyMatch(
                        text -> text.getText().endsWith("…") && !label.getText().endsWith("…"));
    }

    private void showPane(FxRobot robot) throws Exception {
        await().until(() -> robot.lookup("#" + IdentityChip.IDENTITY)
                .queryAs(Labeled.class)
                .getText()
                .equals("alice@contoso.example · Azure CLI"));
        fireToggle(robot, IdentityChip.WHY);
    }

    private static void fire(FxRobot robot, String id) throws Exception {
        Button button = robot.lookup("#" + id).queryButton();
        onWindow(() -> {
            button.fire();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void fireToggle(FxRobot robot, String id) throws Exception {
        ToggleButton button = robot.lookup("#" + id).queryAs(ToggleButton.class);
        onWindow(() -> {
            button.fire();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean hasText(FxRobot robot, String text) {
        return robot.lookup((Labeled label) -> text.equals(label.getText()))
                .tryQuery()
                .isPresent();
    }

    private static double height(FxRobot robot, String text) throws Exception {
        Labeled label =
                robot.lookup((Labeled each) -> text.equals(each.getText())).queryAs(Labeled.class);
        return onWindow(() -> label.getFont().getSize());
    }

    private void dark() throws Exception {
        onWindow(() -> {
            stage.getScene().getPreferences().setColorScheme(ColorScheme.DARK);
            return true;
        });
    }

    private void shoot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshots.take(stage.getScene(), name);
    }
}
