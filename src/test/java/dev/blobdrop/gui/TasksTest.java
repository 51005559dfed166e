package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ListingLine;
import dev.blobdrop.gui.tasks.DeleteSheet;
import dev.blobdrop.gui.tasks.DownloadSheet;
import dev.blobdrop.gui.tasks.TasksPane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Downloads to a folder, and deletions from the table.
@Timeout(90)
class TasksTest extends AccountWindow {
    @TempDir
    Path programs;

    /// A desktop with another name for the download folder.
    private Path home() {
        try {
            Path home = Files.createDirectories(programs.resolve("alice"));
            Files.createDirectories(home.resolve(".config"));
            Files.writeString(home.resolve(".config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Geladen\"\n");
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Start
    void open(Stage stage) {
        for (String name : List.of("2026/b.csv", "2026/c/d.csv", "a.csv", "notes.txt")) {
            put(name);
        }
        show(
                stage,
                TestWindow.models(
                        azure,
                        Map.of(
                                "STORAGE_ACCOUNT_URL",
                                ACCOUNT,
                                "HOME",
                                home().toString(),
                                "XDG_CONFIG_HOME",
                                programs.resolve("alice/.config").toString(),
                                "PATH",
                                programs.toString()),
                        Settings.STANDARD.withTheme(Theme.LIGHT)));
    }

    @Test
    void selectedBlobsAndFoldersAreDownloadedAndNothingIsReplacedUnlessAsked(FxRobot robot) throws Exception {
        Files.writeString(folder.resolve("a.csv"), "mine");
        select(robot, "2026/", "a.csv");
        robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
        robot.interact(() -> field(robot, DownloadSheet.FOLDER).setText("not/absolute"));
        assertThat(onWindow(button(robot, DownloadSheet.BEGIN)::isDisabled)).isTrue();
        robot.interact(() -> field(robot, DownloadSheet.FOLDER).setText(folder.toString()));
        shoot("download");
        robot.interact(button(robot, DownloadSheet.BEGIN)::fire);
        await().until(() -> words(robot).startsWith("3 files downloaded to"));
        shoot("downloaded");
        assertThat(folder.resolve("a.csv")).hasContent("mine");
        assertThat(folder.resolve("a (1).csv")).hasContent("content of a.csv");
        assertThat(folder.resolve("2026/b.csv")).hasContent("content of 2026/b.csv");
        assertThat(folder.resolve("2026/c/d.csv")).hasContent("content of 2026/c/d.csv");
        robot.interact(button(robot, TasksPane.STOP)::fire);
        assertThat(robot.lookup("#" + TasksPane.WORDS).tryQuery()).isEmpty();
    }

    @Test
    void aDownloadGoesToTheDesktopsFolderAndIsOpenedThere(FxRobot robot) throws Exception {
        Path opened = programs.resolve("opened");
        Path program = programs.resolve("xdg-open");
        Files.writeString(program, "#!/bin/sh\necho \"$1\" >> '" + opened + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path downloads = programs.resolve("alice/Geladen");

        download(robot, "a.csv");
        await().until(() -> words(robot).startsWith("1 file downloaded to"));
        assertThat(downloads.resolve("a.csv")).hasContent("content of a.csv");
        shoot("downloaded-one");
        robot.interact(button(robot, TasksPane.OPEN_FILE)::fire);
        await().until(() -> Files.exists(opened) && !Files.readString(opened).isEmpty());
        robot.interact(button(robot, TasksPane.OPEN_FOLDER)::fire);
        await().until(() -> Files.readAllLines(opened).size() == 2);
        assertThat(opened).hasContent(downloads.resolve("a.csv") + "\n" + downloads + "\n");
    }

    @Test
    void whatCannotBeOpenedIsSaid(FxRobot robot) throws Exception {
        download(robot, "a.csv");
        await().until(() -> words(robot).startsWith("1 file downloaded to"));
        robot.interact(button(robot, TasksPane.OPEN_FOLDER)::fire);
        await().until(() -> onWindow(() -> models.session().notice().get().isPresent()));
        assertThat(models.session().notice().get().orElseThrow().detail()).contains("xdg-open");
    }

    @Test
    void theFolderThatWasChosenIsRemembered(FxRobot robot) throws Exception {
        select(robot, "a.csv");
        robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
        robot.interact(() -> field(robot, DownloadSheet.FOLDER).setText(folder.toString()));
        robot.interact(button(robot, DownloadSheet.BEGIN)::fire);
        await().until(() -> words(robot).startsWith("1 file downloaded to"));
        assertThat(models.settings().settings().get().downloadFolder()).hasValue(folder.toString());
        assertThat(onWindow(models.tasks()::folder)).isEqualTo(folder);
    }

    @Test
    void finishedLinesGoByThemselvesUnlessSomethingFailed(FxRobot robot) throws Exception {
        download(robot, "a.csv");
        await().until(() -> words(robot).startsWith("1 file downloaded to"));
        select(robot, "notes.txt");
        store.remove("notes.txt");
        robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
        robot.interact(button(robot, DownloadSheet.BEGIN)::fire);
        await().untilAsserted(() -> assertThat(words(robot)).isEqualTo("Nothing downloaded, 1 failed"));
        long later = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        assertThat(onWindow(models.tasks().tasks()::size)).isEqualTo(2);
        robot.interact(() -> models.tasks().refresh(System.nanoTime()));
        robot.interact(() -> models.tasks().refresh(later));
        assertThat(onWindow(models.tasks().tasks()::size)).isEqualTo(1);
        assertThat(words(robot)).isEqualTo("Nothing downloaded, 1 failed");
    }

    @Test
    void allFinishedLinesAreClearedAtOnce(FxRobot robot) throws Exception {
        for (int i = 1; i <= 4; i++) {
            download(robot, "a.csv");
            int number = i;
            await().until(() -> onWindow(() ->
                    models.tasks().tasks().stream().filter(e -> !e.isRunning()).count() == number));
        }
        shoot("downloads");
        assertThat(onWindow(() -> robot.lookup("#" + TasksPane.WORDS).queryAll()))
                .hasSize(3);
        robot.interact(button(robot, TasksPane.CLEAR)::fire);
        assertThat(onWindow(models.tasks().tasks()::isEmpty)).isTrue();
    }

    private void download(FxRobot robot, String name) throws Exception {
        select(robot, name);
        robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
        robot.interact(button(robot, DownloadSheet.BEGIN)::fire);
    }

    @Test
    void whatIsSelectedIsCountedAndHasItsButtonsInSight(FxRobot robot) throws Exception {
        assertThat(onWindow(button(robot, ListingLine.DOWNLOAD)::isVisible)).isFalse();
        select(robot, "a.csv", "notes.txt");
        Label selected = robot.lookup("#" + ListingLine.SELECTED).queryAs(Label.class);
        await().until(() -> onWindow(selected::getText).equals("2 selected, 36 B"));
        robot.interact(button(robot, ListingLine.DELETE)::fire);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isPresent());
        robot.interact(button(robot, Sheet.CLOSE)::fire);
        robot.interact(button(robot, ListingLine.DOWNLOAD)::fire);
        await().until(() -> robot.lookup("#" + DownloadSheet.FOLDER).tryQuery().isPresent());
        robot.interact(button(robot, Sheet.CLOSE)::fire);
        select(robot, "2026/", "a.csv");
        await().until(() -> onWindow(selected::getText).equals("2 selected"));
    }

    @Test
    void blobThatIsGoneMeanwhileIsReportedWithItsReason(FxRobot robot) throws Exception {
        select(robot, "a.csv");
        store.remove("a.csv");
        robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
        robot.interact(() -> field(robot, DownloadSheet.FOLDER).setText(folder.toString()));
        robot.interact(button(robot, DownloadSheet.BEGIN)::fire);
        await().untilAsserted(() -> assertThat(words(robot)).isEqualTo("Nothing downloaded, 1 failed"));
        robot.interact(button(robot, TasksPane.COPY)::fire);
        assertThat(onWindow(() -> Clipboard.getSystemClipboard().getString())).startsWith("a.csv: ");
    }

    @Test
    void deletingAsksFirstAndTheSafeAnswerHasTheFocus(FxRobot robot) throws Exception {
        select(robot, "2026/", "notes.txt");
        robot.type(KeyCode.DELETE);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isPresent());
        Button delete = button(robot, DeleteSheet.DELETE);
        assertThat(onWindow(delete::getText)).isEqualTo("Delete 3 blobs");
        assertThat(onWindow(delete::isDefaultButton)).isFalse();
        assertThat(onWindow(() -> stage.getScene().getFocusOwner().getId())).isEqualTo(Sheet.CLOSE);
        shoot("delete");
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isEmpty());
        assertThat(store.content()).as("Enter cancels").hasSize(4);

        robot.interact(() -> table(robot).requestFocus());
        robot.type(KeyCode.DELETE);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isPresent());
        robot.interact(button(robot, DeleteSheet.DELETE)::fire);
        await().untilAsserted(
                        () -> assertThat(words(robot)).as("%s", failures()).isEqualTo("3 blobs deleted"));
        assertThat(store.content()).containsOnlyKeys(path("a.csv"));
        await().until(() -> onWindow(() -> models.explorer().rows().size() == 1));
    }

    @Test
    void manyBlobsAreDeletedOnlyWhenTheirNumberIsTyped(FxRobot robot) throws Exception {
        for (int i = 0; i < 30; i++) {
            put("2026/many/" + i);
        }
        select(robot, "2026/");
        robot.type(KeyCode.DELETE);
        await().until(() -> robot.lookup("#" + DeleteSheet.NUMBER).tryQuery().isPresent());
        Button delete = button(robot, DeleteSheet.DELETE);
        assertThat(onWindow(delete::isDisabled)).isTrue();
        shoot("delete-many");
        robot.interact(() -> field(robot, DeleteSheet.NUMBER).setText("32"));
        assertThat(onWindow(delete::isDisabled)).isFalse();
        store.refuse("2026/many/7", Problem.of(Problem.Kind.CONFLICT, "LeaseIdMissing", "It is leased", "By x."));
        robot.interact(delete::fire);
        await().untilAsserted(() -> assertThat(words(robot)).isEqualTo("31 blobs deleted, 1 failed"));
        assertThat(store.content()).hasSize(3).containsKey(path("2026/many/7"));
    }

    @Test
    void missingRoleStopsTheDeletionAndSaysWhatIsLeft(FxRobot robot) throws Exception {
        store.refuse(Problem.of(Problem.Kind.DENIED_BY_ROLE, "x", "Not allowed", "There is no role."));
        select(robot, "2026/", "a.csv");
        robot.type(KeyCode.DELETE);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isPresent());
        robot.interact(button(robot, DeleteSheet.DELETE)::fire);
        await().until(() -> words(robot).startsWith("Nothing deleted"));
        assertThat(words(robot)).contains("failed").endsWith("Not allowed");
        assertThat(store.content()).hasSize(4);
        shoot("delete-refused");
    }

    @Test
    void answersThatAreLostAreNoFailures(FxRobot robot) throws Exception {
        store.loseAnswers(2);
        select(robot, "2026/");
        robot.type(KeyCode.DELETE);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isPresent());
        robot.interact(button(robot, DeleteSheet.DELETE)::fire);
        await().untilAsserted(() -> assertThat(words(robot)).isEqualTo("2 blobs deleted"));
        assertThat(store.content()).containsOnlyKeys(path("a.csv"), path("notes.txt"));
    }

    @Test
    void countingThatTakesLongCanBeCancelled(FxRobot robot) throws Exception {
        CountDownLatch found = new CountDownLatch(1);
        store.onSearch(prefix -> {
            try {
                found.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        select(robot, "2026/");
        robot.type(KeyCode.DELETE);
        await().until(() -> words(robot).startsWith("Counting blobs to delete"));
        shoot("delete-counting");
        robot.interact(button(robot, TasksPane.STOP)::fire);
        found.countDown();
        await().until(() -> words(robot).isEmpty());
        assertThat(robot.lookup("#" + DeleteSheet.DELETE).tryQuery()).isEmpty();
        assertThat(store.content()).hasSize(4);
    }

    @Test
    void blobWrittenAfterTheQuestionStays(FxRobot robot) throws Exception {
        select(robot, "a.csv");
        robot.type(KeyCode.DELETE);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isPresent());
        put("a.csv");
        robot.interact(button(robot, DeleteSheet.DELETE)::fire);
        await().untilAsserted(() -> assertThat(words(robot)).isEqualTo("Nothing deleted, 1 failed"));
        assertThat(store.content()).containsKey(path("a.csv"));
    }

    private void put(String name) {
        store.place(name, ("content of " + name).getBytes(StandardCharsets.UTF_8));
    }

    private void select(FxRobot robot, String... names) throws Exception {
        await().until(() -> onWindow(() -> models.explorer().rows().size() == 3));
        robot.interact(() -> {
            BlobTable table = table(robot);
            table.requestFocus();
            table.getSelectionModel().clearSelection();
            table.getItems().stream()
                    .filter(entry -> List.of(names).contains(entry.name()))
                    .forEach(table.getSelectionModel()::select);
        });
    }

    private static BlobTable table(FxRobot robot) {
        return robot.lookup("#" + BlobTable.ID).queryAs(BlobTable.class);
    }

    private static TextField field(FxRobot robot, String id) {
        return robot.lookup("#" + id).queryAs(TextField.class);
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup("#" + id).queryButton();
    }

    private List<String> failures() throws Exception {
        return onWindow(() -> models.tasks().tasks().stream()
                .flatMap(task -> task.state().get().failures().stream())
                .toList());
    }

    private static String words(FxRobot robot) throws Exception {
        return onWindow(() -> robot.lookup("#" + TasksPane.WORDS)
                .tryQueryAs(Label.class)
                .map(Label::getText)
                .orElse(""));
    }

    private void shoot(String name) throws Exception {
        Screenshots.take(stage.getScene(), name);
    }
}
