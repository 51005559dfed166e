package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.PropertiesSheet;
import dev.blobdrop.gui.explorer.SkeletonRows;
import dev.blobdrop.gui.session.ConnectionBar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Details of the blob table and the account field.
@Timeout(90)
class ExplorerDetailsTest extends AccountWindow {
    private static final String OTHER = "https://fabrikamdata.blob.core.windows.net";

    @TempDir
    static Path profile;

    private final Map<String, String> variables =
            Map.of("STORAGE_ACCOUNT_URL", ACCOUNT, "XDG_CONFIG_HOME", profile.toString());

    @Start
    void open(Stage stage) {
        blobs("2026/b.csv", "q 1.csv", "notes.txt");
        Settings settings =
                Settings.STANDARD.withTheme(Theme.LIGHT).withAccount(ACCOUNT).withAccount(OTHER);
        show(stage, TestWindow.models(azure, variables, settings));
        stage.setX(0);
        stage.setY(0);
    }

    @Test
    void folderOpensWhenADragRestsOnIt(FxRobot robot) throws Exception {
        awaitRows();
        Node row = row(robot, "2026/");
        onWindow(() -> {
            SceneDrop.ofFiles(folder).rest(row);
            return true;
        });
        assertThat(onWindow(() -> models.explorer().prefix().get())).isEmpty();
        await().until(() -> onWindow(() -> models.explorer().prefix().get()).equals("2026/"));
        assertThat(onWindow(() -> models.transfers().rows().isEmpty())).isTrue();
    }

    @Test
    void rowMenuNamesItsKeysAndCopies(FxRobot robot) throws Exception {
        awaitRows();
        select(robot, "q 1.csv");
        ContextMenu menu = menuOf(robot, "q 1.csv");
        assertThat(visible(menu))
                .contains("Copy URL", Shortcut.COPY_PATH.text(), Shortcut.PROPERTIES.text())
                .doesNotContain(Shortcut.OPEN.text());
        assertThat(menu.getItems())
                .extracting(MenuItem::getAccelerator)
                .contains(Shortcut.COPY_PATH.keys(), Shortcut.PROPERTIES.keys());
        fire(menu, "Copy URL");
        assertThat(clipboard()).isEqualTo(ACCOUNT + "/workloadidentity/q%201.csv");
        robot.interact(menu::hide);
        robot.interact(() -> table(robot).requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        assertThat(clipboard()).isEqualTo("workloadidentity/q 1.csv");

        select(robot, "2026/");
        ContextMenu ofFolder = menuOf(robot, "2026/");
        assertThat(visible(ofFolder)).contains(Shortcut.OPEN.text());
        robot.interact(ofFolder::hide);
    }

    /// The menu that a right click opens.
    private ContextMenu menuOf(FxRobot robot, String row) throws Exception {
        robot.rightClickOn(row(robot, row));
        return onWindow(() -> Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void propertiesTellWhatIsKnownOfABlob(FxRobot robot) throws Exception {
        awaitRows();
        select(robot, "notes.txt");
        robot.interact(() -> table(robot).requestFocus());
        robot.press(KeyCode.ALT).type(KeyCode.ENTER).release(KeyCode.ALT);
        await().until(() ->
                robot.lookup("#" + PropertiesSheet.VALUE + "md5").tryQuery().isPresent());
        assertThat(property(robot, "name")).isEqualTo("notes.txt");
        assertThat(property(robot, "size")).contains("1,234 bytes");
        assertThat(property(robot, "type")).isEqualTo("text/plain");
        assertThat(property(robot, "etag")).isNotEmpty();
        assertThat(property(robot, "url")).isEqualTo(ACCOUNT + "/workloadidentity/notes.txt");
        Screenshots.take(stage.getScene(), "properties");
        robot.interact(robot.lookup("#" + Sheet.CLOSE).queryButton()::fire);
        assertThat(robot.lookup("#" + Sheet.CLOSE).tryQuery()).isEmpty();
    }

    @Test
    void columnsAreWhereTheyWereInTheNextWindow(FxRobot robot) throws Exception {
        awaitRows();
        onWindow(() -> {
            TableColumn<Entry, ?> size = table(robot).getColumns().remove(1);
            size.setPrefWidth(222);
            table(robot).getColumns().addFirst(size);
            return true;
        });
        Screenshots.settle();
        onWindow(() -> {
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
            return true;
        });
        SettingsFile file = SettingsFile.of(new Environment(variables));
        await().until(() -> file.read().layout().containsKey("columns.blobs"));
        Stage next = onWindow(Stage::new);
        onWindow(() -> {
            BlobdropApp.wire(next, TestWindow.models(azure, variables, file.read()))
                    .show();
            return true;
        });
        Screenshots.settle();
        BlobTable restored = (BlobTable) next.getScene().lookup("#" + BlobTable.ID);
        assertThat(onWindow(() -> restored.getColumns().getFirst().getId())).isEqualTo(BlobTable.SIZE);
        double saved =
                Double.parseDouble(file.read().layout().get("columns.blobs").split("[:,]")[1]);
        assertThat(onWindow(() -> restored.getColumns().getFirst().getPrefWidth()))
                .isEqualTo(saved)
                .isNotEqualTo(100);
        onWindow(() -> {
            next.hide();
            return true;
        });
    }

    @Test
    void accountsUsedBeforeAreOneKeyAway(FxRobot robot) throws Exception {
        awaitRows();
        robot.interact(() -> robot.lookup("#" + ConnectionBar.ACCOUNT).query().requestFocus());
        robot.press(KeyCode.ALT).type(KeyCode.DOWN).release(KeyCode.ALT);
        ContextMenu used = onWindow(() -> (ContextMenu) Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(visible(used)).containsExactly(ACCOUNT, OTHER);
        fire(used, OTHER);
        await().until(() -> onWindow(() -> models.session().account().get())
                .filter(account -> account.toString().equals(OTHER))
                .isPresent());
        robot.interact(used::hide);
    }

    @Test
    void firstRowsThatTakeLongAreStoodInFor(FxRobot robot) throws Exception {
        awaitRows();
        CountDownLatch gate = new CountDownLatch(1);
        store.onListing(what -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        robot.interact(() -> models.explorer().open("2026/"));
        await().until(() -> robot.lookup("#" + SkeletonRows.ID).tryQuery().isPresent());
        Screenshots.take(stage.getScene(), "loading");
        gate.countDown();
        await().until(() -> onWindow(() -> models.explorer().rows().size() == 1));
        await().until(() -> onWindow(
                        () -> robot.lookup(ExplorerDetailsTest::isSkeleton).tryQuery())
                .isEmpty());
    }

    private static boolean isSkeleton(Node node) {
        return SkeletonRows.ID.equals(node.getId())
                && Stream.iterate(node, at -> at != null, Node::getParent).allMatch(Node::isVisible);
    }

    private void awaitRows() throws Exception {
        await().until(() -> onWindow(() -> models.explorer().rows().size() == 3));
        Screenshots.settle();
    }

    private static void select(FxRobot robot, String name) {
        robot.interact(() -> {
            BlobTable table = table(robot);
            table.getSelectionModel().clearSelection();
            table.getItems().stream()
                    .filter(entry -> entry.name().equals(name))
                    .forEach(table.getSelectionModel()::select);
        });
    }

    private static TableRow<?> row(FxRobot robot, String name) {
        return robot.lookup((TableRow<?> each) ->
                        each.getItem() instanceof Entry entry && entry.name().equals(name))
                .query();
    }

    private static BlobTable table(FxRobot robot) {
        return (BlobTable) robot.lookup("#" + BlobTable.ID).<Node>query();
    }

    private static String property(FxRobot robot, String id) {
        return robot.lookup("#" + PropertiesSheet.VALUE + id)
                .queryAs(TextField.class)
                .getText();
    }

    private static List<String> visible(ContextMenu menu) throws Exception {
        return onWindow(() -> menu.getItems().stream()
                .filter(MenuItem::isVisible)
                .map(MenuItem::getText)
                .toList());
    }

    private static void fire(ContextMenu menu, String text) throws Exception {
        onWindow(() -> {
            menu.getItems().stream()
                    .filter(item -> text.equals(item.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
    }

    private static String clipboard() throws Exception {
        return onWindow(() -> Clipboard.getSystemClipboard().getString());
    }
}
