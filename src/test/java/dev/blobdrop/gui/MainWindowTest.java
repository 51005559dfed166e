package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.explorer.PathBar;
import dev.blobdrop.gui.identity.ChainPane;
import dev.blobdrop.gui.session.ConnectionBar;
import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.DropZone;
import dev.blobdrop.gui.transfers.TransferCell;
import dev.blobdrop.gui.transfers.TransfersModel;
import dev.blobdrop.gui.transfers.TransfersPane;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The real window with an in-memory Azure.
@Timeout(60)
class MainWindowTest extends AccountWindow {
    private static final BlobPath REPORT = new BlobPath("workloadidentity", "report.csv");

    private SessionModel session;
    private TransfersModel transfers;

    @Start
    void open(Stage stage) {
        show(stage);
        session = models.session();
        transfers = models.transfers();
    }

    @Test
    void fieldsAndIdentityAreThereAtOnce(FxRobot robot) {
        assertThat(field(robot, ConnectionBar.ACCOUNT).getText()).isEqualTo(ACCOUNT);
        assertThat(robot.lookup("#" + PathBar.CRUMB).queryButton().getText()).isEqualTo("workloadidentity");
        awaitText(robot, PathBar.ACCOUNT, "contosodata");
        awaitText(robot, IdentityChip.IDENTITY, "alice@contoso.example · Azure CLI");
        assertThat(stage.getTitle()).isEqualTo("Blobdrop");
    }

    @Test
    void droppedFileArrives(FxRobot robot) throws Exception {
        assertThat(drop(robot, SceneDrop.ofFiles(report("a,b")))).hasValue(TransferMode.COPY);
        await().until(() -> store.content().containsKey(REPORT));
        awaitText(robot, TransfersPane.SUMMARY, "1 done");
        awaitText(robot, "title-" + TransfersPane.NOTICE, "Uploaded report.csv");
    }

    @Test
    void textIsTakenNowhereAndTheZoneSaysWhy(FxRobot robot) throws Exception {
        assertThat(drop(robot, SceneDrop.ofText("hello"))).isEmpty();
        awaitText(robot, DropZone.HINT, "Text can't be uploaded");
        assertThat(transfers.rows()).isEmpty();
    }

    @Test
    void dropBeforeTheAccountIsKnownWaitsAndEnterStartsIt(FxRobot robot) throws Exception {
        onWindow(() -> {
            session.accountText().set("");
            session.accept();
            return true;
        });
        drop(robot, SceneDrop.ofFiles(report("a,b")));
        awaitText(robot, TransfersPane.SUMMARY, "1 waiting");
        assertThat(transfers.rows().getFirst().state().get().label()).isEqualTo("Waiting for an account");
        assertThat(field(robot, ConnectionBar.ACCOUNT).isFocused()).isTrue();

        robot.write("contosodata").type(KeyCode.ENTER);
        await().until(() -> store.content().containsKey(REPORT));
    }

    @Test
    void problemBarCanBeClosed(FxRobot robot) throws Exception {
        Problem problem = Problem.of(Problem.Kind.TRANSIENT, "odd", "It did not work", "For once.");
        onWindow(() -> {
            session.report(problem);
            return true;
        });
        awaitText(robot, "title-session", "It did not work");
        press(robot, "close-session");
        await().until(() -> !onWindow(() -> isSeen(robot)));
        assertThat(session.notice().get()).isEmpty();
    }

    private static boolean isSeen(FxRobot robot) {
        return robot.lookup("#close-session").query().getParent().isVisible();
    }

    @Test
    void failureIsShownWithAButtonThatCopiesTheRemedy(FxRobot robot) throws Exception {
        store.refuse(Problem.of(
                        Problem.Kind.DENIED_BY_ROLE,
                        "AuthorizationPermissionMismatch",
                        "Not allowed to write here",
                        "The identity has no role on the container.")
                .withRemedy("az role assignment create --role X"));
        drop(robot, SceneDrop.ofFiles(report("a,b")));
        awaitText(robot, "title-" + TransfersPane.NOTICE, "Not allowed to write here");
        shoot("error");
        press(robot, "copy-" + TransfersPane.NOTICE);
        assertThat(onWindow(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("az role assignment create --role X");
    }

    @Test
    void whyOpensTheChainWithEachLinksReason(FxRobot robot) throws Exception {
        awaitText(robot, IdentityChip.IDENTITY, "alice@contoso.example · Azure CLI");
        press(robot, IdentityChip.WHY);
        Node chain = robot.lookup("#" + ChainPane.ID).query();
        assertThat(chain.isVisible()).isTrue();
        assertThat(robot.from(chain).lookup(".label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains(
                        "1  Environment",
                        "Unavailable",
                        "AZURE_CLIENT_ID is not set",
                        "2  Azure CLI",
                        "Won",
                        "420 ms, answered");
        shoot("chain");
    }

    @Test
    void cancelEndsARunningRow(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, SceneDrop.ofFiles(report("a,b")));
        await().until(() -> transfers.rows().getFirst().stage() == RowStage.RUNNING);
        WaitForAsyncUtils.waitForFxEvents();
        Button cancel = robot.lookup("." + TransferCell.style(RowAction.CANCEL)).queryButton();
        onWindow(() -> {
            cancel.fire();
            return true;
        });
        gate.countDown();
        await().until(() -> !transfers.rows().getFirst().isActive());
    }

    @Test
    void closingWithWorkRunningAsksAndCanBeDeclined(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, SceneDrop.ofFiles(report("a,b")));
        UiThreads.ofWindow().inWindow(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        await().until(() -> robot.lookup("Keep running").tryQuery().isPresent());
        Button keep = robot.lookup("Keep running").queryButton();
        onWindow(() -> {
            keep.fire();
            return true;
        });
        gate.countDown();
        assertThat(stage.isShowing()).isTrue();
        awaitText(robot, TransfersPane.SUMMARY, "1 done");
    }

    @Test
    void closingWithWorkRunningStopsItWhenThatIsWanted(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, SceneDrop.ofFiles(report("a,b")));
        await().until(() -> store.waiting() == 1);
        UiThreads.ofWindow().inWindow(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        await().until(() -> robot.lookup("Stop and quit").tryQuery().isPresent());
        Button stop = robot.lookup("Stop and quit").queryButton();
        Button keep = robot.lookup("Keep running").queryButton();
        assertThat(onWindow(keep::isDefaultButton)).isTrue();
        assertThat(onWindow(stop::isDefaultButton)).isFalse();
        onWindow(() -> {
            stop.fire();
            return true;
        });
        await().until(() -> !onWindow(stage::isShowing));
        gate.countDown();
    }

    @Test
    void everythingThatTakesTheFocusHasAName(FxRobot robot) {
        assertThat(robot.lookup((Node node) -> node.isFocusTraversable()).<Node>queryAll())
                .filteredOn(node -> node instanceof Control)
                .filteredOn(node -> node.isVisible() && node.getParent().isVisible())
                .allSatisfy(node ->
                        assertThat(isNamed(robot, node)).as(node.toString()).isTrue());
    }

    private static boolean isNamed(FxRobot robot, Node node) {
        boolean text = node instanceof Labeled labeled && !labeled.getText().isEmpty();
        boolean accessible = node.getAccessibleText() != null;
        boolean label =
                robot.lookup((Label l) -> l.getLabelFor() == node).tryQuery().isPresent();
        return text || accessible || label;
    }

    @Test
    void looksRightInLightAndDark(FxRobot robot) throws Exception {
        awaitText(robot, IdentityChip.IDENTITY, "alice@contoso.example · Azure CLI");
        shoot("empty-light");
        drop(robot, SceneDrop.ofFiles(report("a,b")));
        awaitText(robot, TransfersPane.SUMMARY, "1 done");
        shoot("done-light");
        String before = Application.getUserAgentStylesheet();
        onWindow(() -> {
            stage.getScene().getPreferences().setColorScheme(ColorScheme.DARK);
            return true;
        });
        assertThat(Application.getUserAgentStylesheet()).isNotEqualTo(before).contains("dark");
        shoot("done-dark");
        ComboBox<?> policy = robot.lookup("#" + TransfersPane.POLICY).queryComboBox();
        assertThat(policy.getItems()).hasSize(4);
    }

    private Optional<TransferMode> drop(FxRobot robot, SceneDrop drag) throws Exception {
        Node zone = robot.lookup("." + "drop-zone").query();
        return onWindow(() -> drag.on(zone));
    }

    private Path report(String content) throws IOException {
        return Files.writeString(folder.resolve("report.csv"), content);
    }

    private static void press(FxRobot robot, String id) {
        robot.clickOn("#" + id);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static TextField field(FxRobot robot, String id) {
        return robot.lookup("#" + id).queryAs(TextField.class);
    }

    private static void awaitText(FxRobot robot, String id, String text) {
        await().until(() -> robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .filter(label -> label.getText().equals(text))
                .isPresent());
    }

    private void shoot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshots.take(stage.getScene(), name);
    }
}
