package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Theme;
import dev.blobdrop.gui.control.MenuKeys;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ContainersPane;
import dev.blobdrop.gui.explorer.ExplorerPane;
import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.transfers.TransferCell;
import dev.blobdrop.gui.transfers.TransfersPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Tables and lists have the usual keys, and all menus look alike.
@Timeout(90)
class TableKeysTest extends AccountWindow {
    @Start
    void open(Stage stage) {
        store.containers().addAll(List.of("images", "logs", "lost"));
        blobs("2025/x.csv", "2026/a.csv", "2026/b.csv", "notes.txt", "numbers.csv");
        show(stage);
        stage.setWidth(1180);
        stage.setHeight(760);
    }

    @Test
    void typingGoesToTheNextRowOfThatName(FxRobot robot) throws Exception {
        BlobTable table = table(robot);
        word(robot, "nu");
        assertThat(selected(table)).containsExactly("numbers.csv");
        pauseOver(robot);
        word(robot, "2026");
        assertThat(selected(table)).containsExactly("2026/");
        pauseOver(robot);
        robot.write("n");
        assertThat(selected(table)).containsExactly("notes.txt");
        robot.write("n");
        assertThat(selected(table)).containsExactly("numbers.csv");
        robot.write("n");
        assertThat(selected(table)).containsExactly("notes.txt");
        pauseOver(robot);
        word(robot, "zz");
        assertThat(selected(table)).as("nothing has that name").containsExactly("2025/");

        ListView<?> containers = robot.lookup("#" + ContainersPane.ID).queryListView();
        await().until(() -> onWindow(() -> containers.getItems().size()) == 4);
        robot.interact(containers::requestFocus);
        word(robot, "los");
        assertThat(onWindow(() -> containers.getSelectionModel().getSelectedItem()))
                .isEqualTo("lost");
    }

    @Test
    void firstRowIsSelectedInAFolderAndTheFolderAfterIt(FxRobot robot) throws Exception {
        BlobTable table = table(robot);
        robot.interact(() -> table.getSelectionModel().select(1));
        robot.type(KeyCode.ENTER);
        await().until(() -> selected(table).equals(List.of("2026/a.csv")));
        robot.type(KeyCode.DOWN);
        assertThat(selected(table)).containsExactly("2026/b.csv");
        robot.type(KeyCode.BACK_SPACE);
        await().until(() -> selected(table).equals(List.of("2026/")));
        robot.type(KeyCode.END);
        assertThat(selected(table)).containsExactly("numbers.csv");
        robot.type(KeyCode.HOME);
        assertThat(selected(table)).containsExactly("2025/");
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        assertThat(selected(table)).hasSize(4);
    }

    @Test
    void menuOpensByKeyAndNamesItsKeysAtTheRight(FxRobot robot) throws Exception {
        BlobTable table = table(robot);
        robot.interact(() -> table.getSelectionModel().select(2));
        robot.press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        assertThat(labels())
                .contains(Shortcut.DOWNLOAD.text(), Shortcut.DOWNLOAD.keysText())
                .noneMatch(text -> text.contains("("));
        Screenshots.write(onWindow(() -> popup().getScene().snapshot(null)), "menu-blobs");
        robot.type(KeyCode.ESCAPE);
        assertThat(onWindow(TableKeysTest::isAnyMenu)).isFalse();
        robot.type(KeyCode.CONTEXT_MENU);
        assertThat(labels()).contains(Shortcut.DELETE.text(), Shortcut.DELETE.keysText());
        robot.type(KeyCode.ESCAPE);

        drop(robot);
        robot.interact(() -> robot.lookup("#" + TransfersPane.LIST).query().requestFocus());
        robot.press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        assertThat(labels())
                .contains(Shortcut.COPY_COMMAND.text(), Shortcut.COPY_COMMAND.keysText())
                .noneMatch(text -> text.contains("("));
        robot.type(KeyCode.ESCAPE);
        // The shortcuts in the menus do not work elsewhere.
        robot.interact(() -> robot.lookup("#" + ExplorerPane.REFRESH).query().requestFocus());
        robot.type(KeyCode.DELETE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup(".sheet-layer").<Node>query().isVisible()).isFalse();
        assertThat(onWindow(() -> models.tasks().tasks().size())).isZero();
    }

    @Test
    void wordsOfEveryMenuAreOfOneSize(FxRobot robot) throws Exception {
        BlobTable table = table(robot);
        drop(robot);
        robot.interact(() -> table.getSelectionModel().select(2));
        robot.press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        double size = sizes().iterator().next();
        assertThat(sizes()).hasSize(1);
        robot.type(KeyCode.ESCAPE);
        for (String button : List.of(
                "#" + IdentityChip.IDENTITY,
                "#" + TransfersPane.ALL,
                "#" + ExplorerPane.UPLOAD,
                "." + TransferCell.MORE)) {
            MenuButton menu = (MenuButton) robot.lookup(button).<Node>query();
            robot.interact(menu::show);
            assertThat(sizes()).as(button).containsExactly(size);
            Screenshots.write(onWindow(() -> popup().getScene().snapshot(null)), "menu-" + button.substring(1));
            robot.interact(menu::hide);
        }
        robot.interact(() -> models.settings().change(old -> old.withZoom(200)));
        MenuButton chip = (MenuButton) robot.lookup("#" + IdentityChip.IDENTITY).<Node>query();
        robot.interact(chip::show);
        assertThat(sizes()).containsExactly(2 * size);
        robot.interact(chip::hide);
    }

    @Test
    void rowWithTheFocusHasAFrame(FxRobot robot) throws Exception {
        BlobTable table = table(robot);
        robot.interact(() -> table.getSelectionModel().select(2));
        Region row = (Region) MenuKeys.cell(table, 2, "table-row-cell")
                .<Node>map(cell -> cell)
                .orElseThrow();
        assertThat(framed(row)).isTrue();
        double height = onWindow(row::getHeight);
        assertThat(onWindow(() -> MenuKeys.cell(table, 1, "table-row-cell").orElseThrow()))
                .satisfies(other -> assertThat(other.getHeight()).isEqualTo(height));
        drop(robot);
        ListView<?> transfers = robot.lookup("#" + TransfersPane.LIST).queryListView();
        robot.interact(transfers::requestFocus);
        assertThat(framed(row)).isFalse();
        Region transfer = (Region)
                MenuKeys.cell(transfers, 0, "list-cell").<Node>map(cell -> cell).orElseThrow();
        assertThat(framed(transfer)).isTrue();
        shoot("focus-transfers-light");
        robot.interact(table::requestFocus);
        shoot("focus-table-light");
        robot.interact(() -> models.settings().change(old -> old.withTheme(Theme.DARK)));
        shoot("focus-table-dark");
        robot.interact(transfers::requestFocus);
        shoot("focus-transfers-dark");
        robot.interact(() -> models.settings().change(old -> old.withTheme(Theme.LIGHT)));
    }

    private static boolean framed(Region row) throws Exception {
        Screenshots.settle();
        return onWindow(
                () -> row.getBackground().getFills().getLast().getInsets().getLeft() >= 2
                        && row.getBackground().getFills().getFirst().getFill().isOpaque());
    }

    private BlobTable table(FxRobot robot) throws Exception {
        BlobTable table = robot.lookup("#" + BlobTable.ID).queryAs(BlobTable.class);
        await().until(() -> onWindow(() -> table.getItems().size()) == 4);
        robot.interact(table::requestFocus);
        return table;
    }

    /// A key that is not a letter starts a new word, like a pause. In one step, because slow
    /// letters, as on a busy machine, are several words.
    private void word(FxRobot robot, String word) {
        robot.interact(() -> word.chars()
                .mapToObj(Character::toString)
                .forEach(letter -> Event.fireEvent(
                        stage.getScene().getFocusOwner(),
                        new KeyEvent(
                                KeyEvent.KEY_TYPED, letter, letter, KeyCode.UNDEFINED, false, false, false, false))));
    }

    private static void pauseOver(FxRobot robot) {
        robot.type(KeyCode.HOME);
    }

    private static List<String> selected(BlobTable table) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        return onWindow(() -> table.chosen().stream().map(entry -> entry.name()).toList());
    }

    private static boolean isAnyMenu() {
        return Window.getWindows().stream()
                .anyMatch(window -> window instanceof PopupWindow
                        && window.isShowing()
                        && window.getScene().getRoot().lookup(".menu-item") != null);
    }

    private static Window popup() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof PopupWindow
                        && window.isShowing()
                        && window.getScene().getRoot().lookup(".menu-item") != null)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> labels() throws Exception {
        await().until(() -> onWindow(TableKeysTest::isAnyMenu));
        return onWindow(() -> popup().getScene().getRoot().lookupAll(".menu-item .label").stream()
                .map(node -> ((Label) node).getText())
                .filter(text -> text != null)
                .toList());
    }

    private static Set<Double> sizes() throws Exception {
        await().until(() -> onWindow(TableKeysTest::isAnyMenu));
        Screenshots.settle();
        return onWindow(() -> popup().getScene().getRoot().lookupAll(".menu-item > .label").stream()
                .map(node -> (Label) node)
                .filter(label -> label.getText() != null)
                .filter(label -> !label.getText().isEmpty())
                .filter(label -> !label.getStyleClass().contains("accelerator-text"))
                .map(label -> (double) Math.round(label.getFont().getSize() * 10) / 10)
                .collect(Collectors.toSet()));
    }

    private void drop(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("dropped.csv"), "Hello");
        Node table = robot.lookup("#" + BlobTable.ID).query();
        onWindow(() -> SceneDrop.ofFiles(file).on(table));
        await().until(() -> onWindow(() -> !models.transfers().rows().getFirst().isActive()));
        Screenshots.settle();
    }

    private void shoot(String name) throws Exception {
        Screenshots.settle();
        Screenshots.write(onWindow(() -> stage.getScene().snapshot(null)), name);
    }
}
