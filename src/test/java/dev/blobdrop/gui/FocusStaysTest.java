package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ExplorerPane;
import dev.blobdrop.gui.explorer.ListingLine;
import dev.blobdrop.gui.explorer.PathBar;
import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.session.SignInMenu;
import dev.blobdrop.gui.session.SignInPanel;
import dev.blobdrop.gui.transfers.ConflictSheet;
import dev.blobdrop.gui.transfers.TransferCell;
import dev.blobdrop.gui.transfers.TransfersPane;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Keyboard use: a control that goes away passes the focus to the one in its place, never to a
/// Cancel button or to the first field of the window.
@Timeout(120)
class FocusStaysTest extends AccountWindow {
    @Start
    void open(Stage stage) {
        blobs("2026/c/d.csv", "notes.txt");
        show(stage);
        stage.setWidth(1180);
        stage.setHeight(760);
    }

    @Test
    void spaceAfterResumePausesAgain(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, file("a.csv"));
        drop(robot, file("b.csv"));
        TransferRow row = row("a.csv");
        await().until(() -> store.waiting() == 2 && offers(row, RowAction.PAUSE));
        press(robot, row, RowAction.PAUSE);
        awaitFocus(row, RowAction.RESUME);
        robot.type(KeyCode.SPACE);
        awaitFocus(row, RowAction.PAUSE);
        robot.type(KeyCode.SPACE);
        awaitFocus(row, RowAction.RESUME);
        assertThat(onWindow(row::stage)).isEqualTo(RowStage.PAUSED);
        robot.type(KeyCode.SPACE);
        gate.countDown();
        await().until(() -> onWindow(() -> !row.isActive()));
        awaitFocusIn(row);
        robot.type(KeyCode.SPACE);
        assertThat(onWindow(row::stage)).isEqualTo(RowStage.DONE);
    }

    @Test
    void retryKeepsTheFocusInItsRowWhichMoves(FxRobot robot) throws Exception {
        drop(robot, folder.resolve("gone.csv"));
        drop(robot, folder.resolve("lost.csv"));
        TransferRow row = row("lost.csv");
        await().until(() -> offers(row, RowAction.RETRY));
        await().until(() -> offers(row("gone.csv"), RowAction.RETRY));
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        file("lost.csv");
        press(robot, row, RowAction.RETRY);
        await().until(() -> store.waiting() == 1);
        Screenshots.settle();
        awaitFocusIn(row);
        gate.countDown();
        await().until(() -> onWindow(row::stage) == RowStage.DONE);
        Screenshots.settle();
        awaitFocusIn(row);
        robot.type(KeyCode.SPACE);
        assertThat(onWindow(row("gone.csv")::stage)).isEqualTo(RowStage.FAILED);
    }

    @Test
    void cancelAndRemoveKeepTheFocusInTheTransfers(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, file("a.csv"));
        drop(robot, file("b.csv"));
        TransferRow row = row("b.csv");
        await().until(() -> store.waiting() == 2 && offers(row, RowAction.CANCEL));
        press(robot, row, RowAction.CANCEL);
        gate.countDown();
        await().until(() -> onWindow(row::stage).isEnd());
        Screenshots.settle();
        awaitFocusIn(row);
        onWindow(() -> {
            robot.lookup("#" + TransfersPane.LIST).query().requestFocus();
            return true;
        });
        robot.type(KeyCode.DELETE);
        await().until(() -> onWindow(() -> !models.transfers().rows().contains(row)));
        Screenshots.settle();
        awaitFocusIn(row("a.csv"));
    }

    @Test
    void answerLeavesTheFocusWithTheTransfers(FxRobot robot) throws Exception {
        drop(robot, file("notes.txt"));
        Node sheet = robot.lookup("#" + ConflictSheet.ID).query();
        await().until(() -> onWindow(sheet::isVisible));
        focus(robot.lookup("#" + ConflictSheet.SKIP).query());
        robot.type(KeyCode.SPACE);
        await().until(() -> !onWindow(sheet::isVisible));
        Screenshots.settle();
        awaitFocusIn(row("notes.txt"));
    }

    @Test
    void pauseAllBecomesResumeAll(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, file("a.csv"));
        await().until(() -> store.waiting() == 1 && offers(row("a.csv"), RowAction.PAUSE));
        focus(robot.lookup("#" + TransfersPane.PAUSE_ALL).query());
        robot.type(KeyCode.SPACE);
        awaitFocus(TransfersPane.RESUME_ALL);
        robot.type(KeyCode.SPACE);
        awaitFocus(TransfersPane.PAUSE_ALL);
        gate.countDown();
    }

    @Test
    void signInThatIsGivenUpReturnsToTheIdentity(FxRobot robot) throws Exception {
        MenuButton chip = (MenuButton) robot.lookup("#" + IdentityChip.IDENTITY).<Node>query();
        focus(chip);
        onWindow(() -> {
            chip.getItems().stream()
                    .filter(item -> SignInMenu.id(CredentialKind.BROWSER).equals(item.getId()))
                    .forEach(MenuItem::fire);
            return true;
        });
        awaitFocus(SignInPanel.BEGIN);
        focus(robot.lookup("#" + SignInPanel.CANCEL).query());
        robot.type(KeyCode.SPACE);
        awaitFocus(IdentityChip.IDENTITY);
    }

    @Test
    void buttonsOfAStateAndOfASelectionLeaveTheFocusToTheTable(FxRobot robot) throws Exception {
        await().until(() -> onWindow(() -> models.explorer().rows().size()) == 2);
        BlobTable table = robot.lookup("#" + BlobTable.ID).queryAs(BlobTable.class);
        robot.interact(() -> table.getSelectionModel().select(1));
        focus(robot.lookup("#" + ListingLine.DELETE).query());
        robot.interact(() -> table.getSelectionModel().clearSelection());
        awaitFocus(BlobTable.ID);
        store.containers().remove("workloadidentity");
        robot.interact(models.explorer()::refresh);
        await().until(() -> robot.lookup("#" + ExplorerPane.CREATE).tryQuery().isPresent());
        focus(robot.lookup("#" + ExplorerPane.CREATE).query());
        robot.type(KeyCode.SPACE);
        await().until(() -> onWindow(() -> models.explorer().rows().size()) == 2);
        awaitFocus(BlobTable.ID);
    }

    @Test
    void partOfThePathThatIsChosenKeepsTheFocus(FxRobot robot) throws Exception {
        robot.interact(() -> models.explorer().open("2026/c/"));
        await().until(() ->
                robot.lookup("#" + PathBar.CRUMB + "2026/c/").tryQuery().isPresent());
        focus(robot.lookup("#" + PathBar.CRUMB + "2026/").query());
        robot.type(KeyCode.SPACE);
        await().until(() -> onWindow(() -> models.explorer().prefix().get()).equals("2026/"));
        awaitFocus(PathBar.CRUMB + "2026/");
    }

    private void press(FxRobot robot, TransferRow row, RowAction action) throws Exception {
        await().until(() -> button(robot, row, action).isPresent());
        focus(button(robot, row, action).orElseThrow());
        robot.type(KeyCode.SPACE);
    }

    private Optional<Node> button(FxRobot robot, TransferRow row, RowAction action) throws Exception {
        return onWindow(() -> robot.lookup("." + TransferCell.style(action)).<Node>queryAll().stream()
                .filter(node -> node.isVisible() && rowOf(node) == row)
                .findFirst());
    }

    private static Object rowOf(Node node) {
        return Stream.iterate(node, at -> at != null, at -> (Node) at.getParent())
                .filter(ListCell.class::isInstance)
                .map(at -> ((ListCell<?>) at).getItem())
                .findFirst()
                .orElse(null);
    }

    private void awaitFocus(TransferRow row, RowAction action) {
        await().untilAsserted(() -> assertThat(onWindow(() -> {
                    Node owner = owner();
                    return rowOf(owner) == row ? owner.getStyleClass() : owner.toString();
                }))
                .asString()
                .contains(TransferCell.style(action)));
    }

    /// On a button of the row other than Cancel, or on the list with this row selected.
    private void awaitFocusIn(TransferRow row) {
        await().untilAsserted(() -> {
            Node owner = onWindow(this::owner);
            assertThat(owner.getStyleClass()).as("%s", owner).doesNotContain(TransferCell.style(RowAction.CANCEL));
            Object in = TransfersPane.LIST.equals(owner.getId())
                    ? onWindow(() -> ((javafx.scene.control.ListView<?>) owner)
                            .getSelectionModel()
                            .getSelectedItem())
                    : onWindow(() -> rowOf(owner));
            assertThat(in).as("%s", owner).isSameAs(row);
        });
    }

    private void awaitFocus(String id) {
        await().untilAsserted(() -> assertThat(onWindow(() -> owner().getId())).isEqualTo(id));
    }

    private Node owner() {
        return stage.getScene().getFocusOwner();
    }

    private static void focus(Node node) throws Exception {
        onWindow(() -> {
            node.requestFocus();
            return true;
        });
    }

    private TransferRow row(String name) throws Exception {
        return onWindow(() -> models.transfers().rows().stream()
                .filter(row -> row.drop().title().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static boolean offers(TransferRow row, RowAction action) throws Exception {
        return onWindow(() -> row.actions().get().contains(action));
    }

    private void drop(FxRobot robot, Path path) throws Exception {
        Node table = robot.lookup("#" + BlobTable.ID).query();
        onWindow(() -> SceneDrop.ofFiles(path).on(table));
        Screenshots.settle();
    }

    private Path file(String name) throws Exception {
        return Files.writeString(folder.resolve(name), "Hello");
    }
}
