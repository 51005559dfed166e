package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.control.StatePane;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ContainersPane;
import dev.blobdrop.gui.explorer.ExplorerModel;
import dev.blobdrop.gui.explorer.ExplorerPane;
import dev.blobdrop.gui.explorer.ListingLine;
import dev.blobdrop.gui.explorer.ListingState;
import dev.blobdrop.gui.explorer.NewContainerSheet;
import dev.blobdrop.gui.identity.ChainPane;
import dev.blobdrop.gui.session.ConnectionBar;
import dev.blobdrop.gui.transfers.TransfersPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Containers and blobs in the real window with an in-memory account.
@Timeout(90)
class ExplorerWindowTest extends AccountWindow {
    @Start
    void open(Stage stage) {
        store.containers().addAll(List.of("images", "logs"));
        blobs("2025/a.csv", "2026/b.csv", "summary.csv", "notes.txt");
        show(stage);
        stage.setX(0);
        stage.setY(0);
    }

    @Test
    void foldersAreOpenedAndLeftByKeyboard(FxRobot robot) {
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
        robot.interact(() -> table(robot).requestFocus());
        robot.interact(() -> table(robot).getSelectionModel().select(1));
        robot.type(KeyCode.ENTER);
        awaitRows("2026/b.csv");
        robot.type(KeyCode.BACK_SPACE);
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
    }

    @Test
    void foldersStayBeforeBlobsInEveryOrder(FxRobot robot) {
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
        robot.interact(() -> {
            table(robot).getColumns().getFirst().setSortType(SortType.DESCENDING);
            table(robot).getSortOrder().add(table(robot).getColumns().getFirst());
        });
        assertThat(table(robot).getItems())
                .extracting(Entry::name)
                .containsExactly("2026/", "2025/", "summary.csv", "notes.txt");
        assertThat(robot.lookup("#" + ListingLine.COUNT).queryAs(Label.class).getText())
                .isEqualTo("4 items");
    }

    @Test
    void wholeUploadIsMadeByKeyboardAlone(FxRobot robot) throws Exception {
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
        Path file = Files.writeString(folder.resolve("pasted.txt"), "Hello");
        onWindow(() -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.FILES, List.of(file.toFile()))));
        robot.press(KeyCode.CONTROL).type(KeyCode.L).release(KeyCode.CONTROL);
        robot.write("images/new/").type(KeyCode.ENTER);
        await().until(() -> models.explorer().prefix().get().equals("new/"));
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
        await().until(() -> store.content().containsKey(new BlobPath("images", "new/pasted.txt")));
        awaitRows("new/pasted.txt");
    }

    @Test
    void fileDroppedOnAFolderRowGoesIntoTheFolder(FxRobot robot) throws Exception {
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
        Path file = Files.writeString(folder.resolve("dropped.txt"), "Hello");
        WaitForAsyncUtils.waitForFxEvents();
        Node row = robot.lookup((TableRow<?> each) -> each.getItem() instanceof Entry.Prefix folder
                        && folder.name().equals("2026/"))
                .query();
        onWindow(() -> SceneDrop.ofFiles(file).on(row));
        await().until(() -> store.content().containsKey(new BlobPath("workloadidentity", "2026/dropped.txt")));
    }

    @Test
    void listingDeniedIsCalmAndANameOpensTheContainer(FxRobot robot) {
        store.refuseContainers(Problem.of(Problem.Kind.DENIED_BY_ROLE, "x", "Not allowed", "No role."));
        robot.interact(models.containers()::refresh);
        awaitText(robot, ContainersPane.STATE + StatePane.TITLE, "Open a container by name");
        assertThat(robot.lookup("#" + ContainersPane.STATE + " .button").tryQuery())
                .isEmpty();
        robot.clickOn("#" + ContainersPane.FIELD).write("logs").type(KeyCode.ENTER);
        await().until(() -> models.session().container().get().equals(Optional.of("logs")));
        awaitText(robot, ExplorerPane.STATE + StatePane.TITLE, "Nothing here yet");
    }

    @Test
    void missingContainerIsCreatedByAButton(FxRobot robot) {
        store.containers().remove("workloadidentity");
        robot.interact(models.explorer()::refresh);
        awaitText(robot, ExplorerPane.STATE + StatePane.TITLE, "Container workloadidentity doesn't exist yet");
        Button create = robot.lookup("#" + ExplorerPane.CREATE).queryButton();
        assertThat(create.getText()).isEqualTo("Create workloadidentity");
        robot.interact(create::fire);
        await().until(() -> store.containers().contains("workloadidentity"));
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
    }

    @Test
    void offlineIsReportedAndTryAgainWorks(FxRobot robot) {
        store.refuseBlobs(Optional.of(Problem.of(Problem.Kind.TRANSIENT, "x", "Not reachable", "No route.")));
        robot.interact(models.explorer()::refresh);
        awaitText(robot, ExplorerPane.STATE + StatePane.TITLE, "Not reachable");
        assertThat(robot.lookup("#" + ExplorerPane.STATE + " .button").queryAll())
                .hasSizeLessThanOrEqualTo(2);
        store.refuseBlobs(Optional.empty());
        robot.interact(robot.lookup("#blobs-again").queryButton()::fire);
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
    }

    @Test
    void nameOfANewContainerIsJudgedWhileItIsTyped(FxRobot robot) {
        robot.clickOn("#" + ContainersPane.NEW);
        TextField name = robot.lookup("#" + NewContainerSheet.NAME).queryAs(TextField.class);
        Button create = robot.lookup("#" + NewContainerSheet.CREATE).queryButton();
        robot.interact(() -> name.setText("No_Such"));
        assertThat(create.isDisabled()).isTrue();
        assertThat(robot.lookup("#" + NewContainerSheet.RULE)
                        .queryAs(Label.class)
                        .getText())
                .contains("lower-case");
        robot.interact(() -> name.setText("fresh"));
        assertThat(create.isDisabled()).isFalse();
        robot.type(KeyCode.ENTER);
        await().until(() -> store.containers().contains("fresh"));
        await().until(() ->
                robot.lookup("#" + NewContainerSheet.NAME).tryQuery().isEmpty());
    }

    @Test
    void unusableAccountIsExplainedAfterAPause(FxRobot robot) {
        TextField account = robot.lookup("#" + ConnectionBar.ACCOUNT).queryAs(TextField.class);
        robot.interact(account::requestFocus);
        robot.interact(() -> account.setText("http://contosodata.blob.core.windows.net"));
        awaitText(robot, ConnectionBar.TROUBLE, "Unencrypted HTTP is allowed only to this machine.");
    }

    @Test
    void f6GoesFromPaneToPaneAndF1ShowsEveryKey(FxRobot robot) {
        robot.interact(() -> robot.lookup("#" + ConnectionBar.ACCOUNT)
                .queryAs(TextField.class)
                .requestFocus());
        robot.type(KeyCode.F6);
        assertThat(focused()).isEqualTo(ContainersPane.FIELD);
        robot.type(KeyCode.F6);
        assertThat(focused()).isEqualTo(BlobTable.ID);
        robot.type(KeyCode.F6);
        assertThat(focused()).isEqualTo(TransfersPane.OPEN);
        robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
        robot.type(KeyCode.F6);
        assertThat(focused()).isEqualTo(ChainPane.EVERYONE);
        robot.type(KeyCode.F6);
        assertThat(focused()).isEqualTo(ConnectionBar.ACCOUNT);
        robot.press(KeyCode.SHIFT).type(KeyCode.F6).release(KeyCode.SHIFT);
        assertThat(focused()).isEqualTo(ChainPane.EVERYONE);
        robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
        assertThat(focused()).as("the chain had it").isEqualTo(BlobTable.ID);
        robot.press(KeyCode.SHIFT).type(KeyCode.F6).release(KeyCode.SHIFT);
        assertThat(focused()).isEqualTo(ContainersPane.FIELD);
        robot.type(KeyCode.F1);
        List<String> shown = robot.lookup("." + Sheet.STYLE + " .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        for (Shortcut shortcut : Shortcut.values()) {
            assertThat(shown).contains(shortcut.text(), shortcut.keysText());
        }
        robot.type(KeyCode.ESCAPE);
        assertThat(focused()).isEqualTo(ContainersPane.FIELD);
    }

    @Test
    void zoomKeysChangeTheSizeAndStopAtTheEnds(FxRobot robot) {
        robot.press(KeyCode.CONTROL).type(KeyCode.ADD).release(KeyCode.CONTROL);
        assertThat(models.settings().settings().get().zoom()).isEqualTo(110);
        robot.press(KeyCode.CONTROL);
        for (int i = 0; i < 12; i++) {
            robot.type(KeyCode.SUBTRACT);
        }
        robot.release(KeyCode.CONTROL);
        assertThat(models.settings().settings().get().zoom()).isEqualTo(80);
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT0).release(KeyCode.CONTROL);
        assertThat(models.settings().settings().get().zoom()).isEqualTo(100);
    }

    @Test
    void containersFoldAwayInANarrowWindow(FxRobot robot) {
        robot.interact(() -> stage.setWidth(760));
        await().until(() -> robot.lookup("#" + ExplorerPane.LIST).query().isVisible());
        assertThat(robot.lookup("#" + ContainersPane.ID).tryQuery()).isEmpty();
        robot.interact(robot.lookup("#" + ExplorerPane.LIST).queryButton()::fire);
        assertThat(robot.lookup("#" + ContainersPane.ID).tryQuery()).isPresent();
        robot.interact(() -> models.containers().open("logs"));
        await().until(() -> robot.lookup("#" + ContainersPane.ID).tryQuery().isEmpty());
        robot.interact(() -> stage.setWidth(1180));
        await().until(() -> robot.lookup("#" + ContainersPane.ID).tryQuery().isPresent());
    }

    @Test
    void aMillionBlobsOpenOnTheirFirstPageAndScrollInBoundedMemory(FxRobot robot) throws Exception {
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
        ManyBlobs many = new ManyBlobs();
        store.list(many);
        long begin = System.nanoTime();
        robot.interact(() -> models.containers().open("logs"));
        await().until(() -> models.explorer().rows().size() >= 500);
        long first = (System.nanoTime() - begin) / 1_000_000;
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(many.pages()).isEqualTo(1);
        AtomicLong longest = new AtomicLong();
        int pages = many.pages();
        while (!models.explorer().full().get()) {
            long jump = System.nanoTime();
            onWindow(() -> {
                table(robot).scrollTo(models.explorer().rows().size() - 1);
                table(robot).layout();
                return true;
            });
            longest.accumulateAndGet(System.nanoTime() - jump, Math::max);
            int seen = pages;
            await().until(() -> many.pages() > seen || models.explorer().full().get());
            pages = many.pages();
            await().until(() -> !models.explorer().busy().get());
        }
        assertThat(models.explorer().rows().size()).isBetween(ExplorerModel.MOST_ROWS, ExplorerModel.MOST_ROWS + 5_000);
        System.out.printf(
                "Measured: a million blobs, first page after %d ms, longest jump %d ms, %,d rows" + " kept%n",
                first, longest.get() / 1_000_000, models.explorer().rows().size());
        robot.interact(robot.lookup("#" + ListingLine.ON).queryButton()::fire);
        await().until(() -> models.explorer().before().get() > 0);
        assertThat(onWindow(() -> models.explorer().rows().size())).isBetween(5_000, 15_000);
        robot.interact(() -> {
            table(robot).getSortOrder().add(table(robot).getColumns().get(1));
        });
        assertThat(robot.lookup("#" + ListingLine.COUNT).queryAs(Label.class).getText())
                .startsWith("50,501 to ")
                .contains("more available")
                .contains("only loaded rows are sorted");
    }

    @Test
    void everythingThatTakesTheFocusHasAName(FxRobot robot) {
        awaitRows("2025/", "2026/", "notes.txt", "summary.csv");
        assertNamed(robot);
        for (Runnable sheet : List.<Runnable>of(
                () -> robot.type(KeyCode.F1),
                () -> robot.interact(robot.lookup("#settings").queryButton()::fire),
                () -> robot.interact(robot.lookup("#new-container").queryButton()::fire))) {
            sheet.run();
            await().until(() -> robot.lookup("." + Sheet.STYLE).tryQuery().isPresent());
            assertNamed(robot);
            robot.type(KeyCode.ESCAPE);
        }
    }

    private static void assertNamed(FxRobot robot) {
        assertThat(robot.lookup((Node node) -> node.isFocusTraversable()).<Node>queryAll())
                .filteredOn(ExplorerWindowTest::isSeen)
                .isNotEmpty()
                .allSatisfy(
                        node -> assertThat(isNamed(robot, node)).as("%s", node).isTrue());
    }

    private static boolean isSeen(Node node) {
        return Stream.iterate(node, at -> at != null, Node::getParent).allMatch(Node::isVisible);
    }

    private static boolean isNamed(FxRobot robot, Node node) {
        return node instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isEmpty()
                || node.getAccessibleText() != null
                || robot.lookup((Label label) -> label.getLabelFor() == node)
                        .tryQuery()
                        .isPresent();
    }

    private String focused() {
        WaitForAsyncUtils.waitForFxEvents();
        return stage.getScene().getFocusOwner().getId();
    }

    private static BlobTable table(FxRobot robot) {
        return robot.lookup("#" + BlobTable.ID).queryAs(BlobTable.class);
    }

    private void awaitRows(String... names) {
        await().until(() -> models.explorer().listing().get() instanceof ListingState.Shown
                && List.copyOf(models.explorer().rows()).stream()
                        .map(Entry::name)
                        .toList()
                        .equals(List.of(names)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void awaitText(FxRobot robot, String id, String text) {
        await().until(() -> robot.lookup("#" + id)
                .tryQueryAs(Label.class)
                .filter(label -> label.getText().equals(text))
                .isPresent());
    }
}
