package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.control.SheetLayer;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ListingState;
import dev.blobdrop.gui.explorer.PathBar;
import dev.blobdrop.gui.explorer.PropertiesSheet;
import dev.blobdrop.gui.tasks.DeleteSheet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// No name fools anybody who looks at the window: whatever it is made of, each text shows it as the
/// command line does.
@Timeout(90)
class HostileNamesTest extends AccountWindow {
    private static final String FOLDER = "fold\u202Eer\u200B/";
    private static final String NAME = "a\u202Egpj\u200F sig=A\u2028.exe";
    private static final String SHOWN = "a\\u202Egpj\\u200F sig=A\\u2028.exe";

    @TempDir
    Path directory;

    @Start
    void open(Stage stage) {
        for (String name : List.of(FOLDER + "deep\u202E/" + NAME, NAME, "plain\uD83D\uDE00.txt")) {
            store.place(name, new byte[12]);
        }
        show(stage);
    }

    private void awaitRow(String name) {
        await().until(() -> models.explorer().listing().get() instanceof ListingState.Shown
                && List.copyOf(models.explorer().rows()).stream()
                        .map(Entry::name)
                        .anyMatch(name::equals));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Every text that can be seen, tooltips too.
    private List<String> texts(FxRobot robot) throws Exception {
        return TestWindow.onWindow(() -> {
            List<String> texts = new ArrayList<>();
            for (Node node : robot.lookup((Node any) -> true).<Node>queryAll()) {
                switch (node) {
                    case Labeled labeled -> texts.add(labeled.getText());
                    case TextInputControl input -> texts.add(input.getText());
                    case Text text -> texts.add(text.getText());
                    default -> {}
                }
                if (node instanceof Control control && control.getTooltip() != null) {
                    texts.add(control.getTooltip().getText());
                }
            }
            return texts.stream()
                    .flatMap(text -> Optional.ofNullable(text).stream())
                    .toList();
        });
    }

    private void assertNothingIsHidden(FxRobot robot, String... shown) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        List<String> texts = texts(robot);
        assertThat(texts)
                .allSatisfy(text -> assertThat(text.replace("\n", "").codePoints())
                        .as(Visible.of(text))
                        .noneMatch(Visible::isHidden));
        for (String each : shown) {
            assertThat(texts).anyMatch(text -> text.contains(each));
        }
    }

    private BlobTable table(FxRobot robot) {
        return robot.lookup("#" + BlobTable.ID).queryAs(BlobTable.class);
    }

    private void select(FxRobot robot, String name) {
        robot.interact(() -> {
            table(robot).requestFocus();
            int at = table(robot).getItems().stream().map(Entry::name).toList().indexOf(name);
            table(robot).getSelectionModel().clearAndSelect(at);
        });
    }

    @Test
    void tableTooltipsAndBreadcrumb(FxRobot robot) throws Exception {
        awaitRow(NAME);
        assertNothingIsHidden(robot, SHOWN, "fold\\u202Eer\\u200B", "plain\uD83D\uDE00.txt");

        robot.interact(() -> models.explorer().open(FOLDER + "deep\u202E/"));
        awaitRow(FOLDER + "deep\u202E/" + NAME);
        assertNothingIsHidden(robot, SHOWN, "deep\\u202E", "fold\\u202Eer\\u200B");
    }

    /// Unchanged text opens the folder of that name; typed text is taken literally.
    @Test
    void pathThatIsEdited(FxRobot robot) throws Exception {
        robot.interact(() -> models.explorer().open(FOLDER + "deep\u202E/"));
        awaitRow(FOLDER + "deep\u202E/" + NAME);
        robot.interact(() -> robot.lookup("#" + PathBar.EDIT).queryButton().fire());
        assertNothingIsHidden(robot, "workloadidentity/fold\\u202Eer\\u200B/deep\\u202E/");
        robot.type(KeyCode.ENTER);
        assertThat(TestWindow.onWindow(() -> models.explorer().prefix().get())).isEqualTo(FOLDER + "deep\u202E/");

        robot.interact(() -> {
            robot.lookup("#" + PathBar.EDIT).queryButton().fire();
            TextInputControl field = robot.lookup("#" + PathBar.FIELD).queryTextInputControl();
            field.setText("workloadidentity/fold\\u202Eer\\u200B/x\\u202E");
        });
        robot.type(KeyCode.ENTER);
        assertThat(TestWindow.onWindow(() -> models.explorer().prefix().get())).isEqualTo(FOLDER + "x\\u202E/");
    }

    @Test
    void questionBeforeADeletion(FxRobot robot) throws Exception {
        awaitRow(NAME);
        select(robot, NAME);
        robot.type(KeyCode.DELETE);
        await().until(() -> robot.lookup("#" + DeleteSheet.DELETE).tryQuery().isPresent());
        assertNothingIsHidden(robot, SHOWN);
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void propertiesAndTheirTitle(FxRobot robot) throws Exception {
        awaitRow(NAME);
        Entry entry = models.explorer().rows().stream()
                .filter(row -> row.name().equals(NAME))
                .findFirst()
                .orElseThrow();
        SheetLayer layer = TestWindow.onWindow(
                () -> robot.lookup((Node node) -> node instanceof SheetLayer).query());
        robot.interact(() -> PropertiesSheet.show(layer, models.explorer(), entry));
        assertNothingIsHidden(robot, SHOWN);
    }

    @Test
    void rowsOfUploadsTheirEndAndTheirQuestions(FxRobot robot) throws Exception {
        awaitRow(NAME);
        Path file = Files.write(directory.resolve("b\u202Egpj sig=B.exe"), new byte[3]);
        robot.interact(() -> models.transfers().drop(List.of(file), FOLDER));
        await().until(() -> store.content().containsKey(new BlobPath("workloadidentity", FOLDER + file.getFileName())));
        assertNothingIsHidden(robot, "b\\u202Egpj sig=B.exe", "fold\\u202Eer");
        robot.interact(() -> models.transfers().drop(List.of(file), FOLDER));
        WaitForAsyncUtils.sleep(500, java.util.concurrent.TimeUnit.MILLISECONDS);
        assertNothingIsHidden(robot, "b\\u202Egpj sig=B.exe");
    }

    @Test
    void downloadsAndWhatTheySay(FxRobot robot) throws Exception {
        awaitRow(NAME);
        Entry entry = models.explorer().rows().stream()
                .filter(row -> row.name().equals(NAME))
                .findFirst()
                .orElseThrow();
        store.remove(NAME);
        robot.interact(() -> models.tasks().download(List.of(entry), directory, ConflictPolicy.FAIL));
        await().until(() -> models.tasks().tasks().stream()
                .noneMatch(task -> task.state().get().running()));
        assertNothingIsHidden(robot, "\\u202Egpj");
    }
}
