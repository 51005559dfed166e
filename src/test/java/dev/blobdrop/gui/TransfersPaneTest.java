package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.transfers.ConflictSheet;
import dev.blobdrop.gui.transfers.DropZone;
import dev.blobdrop.gui.transfers.Toast;
import dev.blobdrop.gui.transfers.TransferCell;
import dev.blobdrop.gui.transfers.TransferCommands;
import dev.blobdrop.gui.transfers.TransfersPane;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The uploads in the real window with an in-memory account.
@Timeout(90)
class TransfersPaneTest extends AccountWindow {
    @Start
    void open(Stage stage) {
        show(stage);
    }

    @Test
    void conflictIsAskedAboutWithoutTakingTheFocusAndAnsweredByAButton(FxRobot robot) throws Exception {
        put("drop/summary.csv", "there");
        file("drop/summary.csv", "ours");
        file("drop/other.csv", "other");
        drop(robot, folder.resolve("drop"));
        Node sheet = robot.lookup("#" + ConflictSheet.ID).query();
        await().until(() -> onWindow(sheet::isVisible));
        assertThat(onWindow(() -> robot.from(sheet).lookup(".label").queryAllAs(Label.class)))
                .extracting(Label::getText)
                .contains("summary.csv already exists in workloadidentity/drop/");
        assertThat(onWindow(() -> sheet.isFocusWithin())).isFalse();
        await().until(() -> store.content().containsKey(path("drop/other.csv")));
        CheckBox rest = robot.lookup("#" + ConflictSheet.REST).queryAs(CheckBox.class);
        assertThat(onWindow(rest::isVisible)).isTrue();
        shoot("conflict");

        press(robot, ConflictSheet.KEEP_BOTH);
        await().until(() -> store.content().containsKey(path("drop/summary (1).csv")));
        await().until(() -> !onWindow(sheet::isVisible));
        assertThat(store.content().get(path("drop/summary.csv"))).asString().isEqualTo("there");
    }

    @Test
    void escapeLeavesTheQuestionForLater(FxRobot robot) throws Exception {
        put("a.csv", "there");
        drop(robot, file("a.csv", "ours"));
        Node sheet = robot.lookup("#" + ConflictSheet.ID).query();
        await().until(() -> onWindow(sheet::isVisible));
        onWindow(() -> {
            robot.lookup("#" + ConflictSheet.REPLACE).queryButton().requestFocus();
            return true;
        });
        robot.type(KeyCode.ESCAPE);
        await().until(() -> !onWindow(sheet::isVisible));
        fire(robot, RowAction.ANSWER);
        await().until(() -> onWindow(sheet::isVisible));
        press(robot, ConflictSheet.REPLACE);
        await().until(() -> new String(store.content().get(path("a.csv")), StandardCharsets.UTF_8).equals("ours"));
    }

    @Test
    void missingContainerHasAButtonThatCreatesItAndContinues(FxRobot robot) throws Exception {
        store.refuse(
                Catalogue.standard().problem("ContainerNotFound", Facts.NONE).orElseThrow());
        drop(robot, file("a.csv", "x"));
        await().until(() -> isOffered(RowAction.CREATE_CONTAINER));
        WaitForAsyncUtils.waitForFxEvents();
        Button create = button(robot, RowAction.CREATE_CONTAINER);
        assertThat(onWindow(create::getText)).isEqualTo("Create workloadidentity");
        shoot("container-missing");
        fire(robot, RowAction.CREATE_CONTAINER);
        await().until(() -> store.content().containsKey(path("a.csv")));
    }

    @Test
    void dragThatBringsTooMuchOffersTheFolderInstead(FxRobot robot) throws Exception {
        Node table = robot.lookup("#" + BlobTable.ID).query();
        assertThat(onWindow(() -> SceneDrop.ofAddresses("").on(table))).isEmpty();
        Node choose = robot.lookup("#" + DropZone.CHOOSE_FOLDER).query();
        assertThat(onWindow(choose::isVisible)).isTrue();
        shoot("too-many");
        assertThat(onWindow(
                        () -> SceneDrop.ofAddresses("https://example.com/a\n").on(table)))
                .isEmpty();
        Label hint = robot.lookup("#" + DropZone.HINT).queryAs(Label.class);
        assertThat(onWindow(hint::getText)).isEqualTo("Web links can't be uploaded");
        assertThat(onWindow(choose::isVisible)).isFalse();
    }

    @Test
    void addressesOfFilesThatComeWithoutFilesAreTaken(FxRobot robot) throws Exception {
        Path file = file("a b.csv", "x");
        Node table = robot.lookup("#" + BlobTable.ID).query();
        assertThat(onWindow(() -> SceneDrop.ofAddresses(file.toUri() + "\r\n").on(table)))
                .isPresent();
        await().until(() -> store.content().containsKey(path("a b.csv")));
    }

    @Test
    void handlerOfALargeDropReturnsAtOnce(FxRobot robot) throws Exception {
        Path[] paths = IntStream.range(0, 3_600)
                .mapToObj(i -> folder.resolve("no-such-file-" + i))
                .toArray(Path[]::new);
        SceneDrop drag = SceneDrop.ofFiles(paths);
        Node list = robot.lookup("#" + BlobTable.ID).query();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, onWindow(() -> {
                long began = System.nanoTime();
                drag.on(list);
                return System.nanoTime() - began;
            }));
        }
        System.out.printf("A drag and drop of 3,600 paths holds the window for %.1f ms%n", best / 1e6);
        // The target is 50 ms; a busy machine gets more.
        assertThat(best).isLessThan(500_000_000L);
        assertThat(onWindow(() -> models.transfers().rows().size())).isEqualTo(3);
    }

    @Test
    void keysPauseResumeRetryAndCopy(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, file("a.csv", "x"));
        await().until(() -> isOffered(RowAction.PAUSE) && store.waiting() > 0);
        focusList(robot);
        robot.type(KeyCode.SPACE);
        await().until(() -> isOffered(RowAction.RESUME));
        robot.type(KeyCode.SPACE);
        await().until(() -> isOffered(RowAction.PAUSE));
        gate.countDown();
        await().until(() -> !onWindow(() -> row().isActive()));

        drop(robot, folder.resolve("gone.csv"));
        await().until(() -> isOffered(RowAction.RETRY));
        focusList(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        await().until(() -> String.valueOf(
                        onWindow(() -> Clipboard.getSystemClipboard().getString()))
                .contains("gone.csv"));
        file("gone.csv", "back");
        robot.press(KeyCode.CONTROL).type(KeyCode.R).release(KeyCode.CONTROL);
        await().until(() -> store.content().containsKey(path("gone.csv")));
    }

    @Test
    void pauseAllAndResumeAllActOnEveryDrop(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack(gate);
        drop(robot, file("a.csv", "x"));
        drop(robot, file("b.csv", "y"));
        await().until(() -> store.waiting() == 2);
        press(robot, TransfersPane.PAUSE_ALL);
        await().until(() -> summary(robot).equals("2 paused"));
        press(robot, TransfersPane.RESUME_ALL);
        await().until(() -> summary(robot).startsWith("2 uploading"));
        gate.countDown();
        await().until(() -> summary(robot).equals("2 done"));
    }

    @Test
    void toastOfADropThatIsNotLookedAtShowsItInTheContainer(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack("photos/.*", gate);
        file("photos/1.jpg", "x");
        drop(robot, folder.resolve("photos"));
        drop(robot, file("b.csv", "y"));
        await().until(() -> store.waiting() == 1 && store.content().containsKey(path("b.csv")));
        gate.countDown();
        Node toast = robot.lookup("#" + Toast.ID).query();
        await().until(() -> onWindow(toast::isVisible));
        assertThat(onWindow(() -> robot.from(toast).lookup(".label").queryAllAs(Label.class)))
                .extracting(Label::getText)
                .anySatisfy(text -> assertThat(text).startsWith("photos · Done"));
        shoot("toast");
        press(robot, Toast.SHOW);
        await().until(() -> onWindow(() -> models.explorer().prefix().get()).equals("photos/"));
    }

    @Test
    void keysOfTheMenuAreThoseOfTheTransfers(FxRobot robot) throws Exception {
        drop(robot, file("a.csv", "x"));
        await().until(() -> summary(robot).equals("1 done"));
        focusList(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        await().until(() -> clipboard().startsWith("blobdrop upload"));
        List<String> menu = onWindow(() -> new TransferCommands(models.transfers(), blob -> {})
                .items(row()).stream().map(MenuItem::getText).toList());
        assertThat(menu).contains(Shortcut.COPY_COMMAND.text(), Shortcut.COPY_ERROR.text(), Shortcut.REMOVE.text());
        robot.type(KeyCode.DELETE);
        await().until(() -> onWindow(() -> models.transfers().rows().isEmpty()));
    }

    private static String clipboard() throws Exception {
        return String.valueOf(onWindow(() -> Clipboard.getSystemClipboard().getString()));
    }

    private static String summary(FxRobot robot) throws Exception {
        Label summary = robot.lookup("#" + TransfersPane.SUMMARY).queryAs(Label.class);
        return onWindow(summary::getText);
    }

    @Test
    void policyForTheNextDropsIsRemembered() throws Exception {
        onWindow(() -> {
            models.transfers().ifExists().set(ConflictPolicy.KEEP_BOTH);
            return true;
        });
        assertThat(onWindow(() -> models.settings().settings().get().ifExists()))
                .hasValue("keep-both");
        onWindow(() -> {
            models.settings().change(old -> old.withIfExists("ask"));
            return true;
        });
        assertThat(onWindow(() -> models.transfers().ifExists().get())).isEqualTo(ConflictPolicy.FAIL);
    }

    @Test
    void looksRightInLightAndDarkAndTwiceAsLarge(FxRobot robot) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.holdBack("photos/.*", gate);
        for (int i = 0; i < 412; i++) {
            file("photos/" + i + ".jpg", "x".repeat(1 + i));
        }
        put("report.csv", "there");
        drop(robot, folder.resolve("gone.iso"));
        drop(robot, file("data.csv", "done"));
        await().until(() -> store.content().containsKey(path("data.csv")));
        drop(robot, folder.resolve("photos"));
        drop(robot, file("report.csv", "ours"));
        Node sheet = robot.lookup("#" + ConflictSheet.ID).query();
        await().until(() -> onWindow(sheet::isVisible));
        shoot("transfers-conflict-light");
        press(robot, ConflictSheet.SKIP);
        ButtonBase details =
                (ButtonBase) robot.lookup("#" + TransfersPane.DETAILS).<Node>query();
        onWindow(() -> {
            details.fire();
            ListView<?> list = robot.lookup("#" + TransfersPane.LIST).queryAs(ListView.class);
            list.getSelectionModel().select(2);
            return true;
        });
        shoot("transfers-light");
        onWindow(() -> {
            models.settings().change(old -> old.withTheme(Theme.DARK));
            return true;
        });
        shoot("transfers-dark");
        onWindow(() -> {
            models.settings().change(old -> old.withZoom(200));
            return true;
        });
        shoot("transfers-dark-200");
        onWindow(() -> {
            models.settings().change(old -> old.withTheme(Theme.LIGHT));
            return true;
        });
        shoot("transfers-light-200");
        gate.countDown();
        await().until(() -> store.content().size() == 414);
        assertThat(stage.isShowing()).isTrue();
    }

    private TransferRow row() {
        return models.transfers().rows().getFirst();
    }

    private boolean isOffered(RowAction action) throws Exception {
        return onWindow(() -> models.transfers().rows().stream()
                .anyMatch(row -> row.actions().get().contains(action)));
    }

    private static Button button(FxRobot robot, RowAction action) {
        return robot.lookup("." + TransferCell.style(action))
                .lookup((Node node) -> node.isVisible())
                .queryButton();
    }

    private void fire(FxRobot robot, RowAction action) throws Exception {
        await().until(() -> isOffered(action));
        WaitForAsyncUtils.waitForFxEvents();
        onWindow(() -> {
            button(robot, action).fire();
            return true;
        });
    }

    private static void focusList(FxRobot robot) throws Exception {
        onWindow(() -> {
            robot.lookup("#" + TransfersPane.LIST).query().requestFocus();
            return true;
        });
    }

    private void drop(FxRobot robot, Path path) throws Exception {
        Node list = robot.lookup("#" + BlobTable.ID).query();
        onWindow(() -> SceneDrop.ofFiles(path).on(list));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void put(String name, String content) {
        store.place(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void press(FxRobot robot, String id) throws Exception {
        Button button = robot.lookup("#" + id).queryButton();
        onWindow(() -> {
            button.fire();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void shoot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshots.take(stage.getScene(), name);
    }
}
