package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.explorer.BlobRow;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.PathBar;
import dev.blobdrop.gui.transfers.DropZone;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TableRow;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A drop goes to the node under the mouse; that node is highlighted, and nothing stays
/// highlighted.
@Timeout(90)
class DropPlacesTest extends AccountWindow {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private Path file;

    @Start
    void open(Stage stage) {
        store.containers().addAll(List.of("images", "logs"));
        blobs("2025/a.csv", "2026/b.csv", "2026/c/d/e.csv", "notes.txt");
        show(stage);
        stage.setWidth(1180);
        stage.setHeight(760);
    }

    @BeforeEach
    void rows() throws IOException {
        file = Files.writeString(folder.resolve("dropped.txt"), "Hello");
        await().until(() -> onWindow(() -> models.explorer().rows().size() == 3));
        await().until(() -> onWindow(() -> models.containers().names().size() == 3));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void fileDroppedOnAContainerGoesIntoItAndTheOpenOneStaysOpen(FxRobot robot) throws Exception {
        Node row = container(robot, "logs");
        SceneDrop drag = SceneDrop.ofFiles(file);
        onWindow(() -> rest(drag, row));
        assertThat(lit(robot)).containsExactly(row);
        assertThat(hint(robot)).hasValue("Upload 1 item to logs/");
        shoot("drop-on-container");
        onWindow(() -> drop(drag, row));
        await().until(() -> store.content().containsKey(new BlobPath("logs", "dropped.txt")));
        assertThat(lit(robot)).isEmpty();
        assertThat(hint(robot)).isEmpty();
        assertThat(models.session().container().get()).hasValue("workloadidentity");
        assertThat(store.content()).doesNotContainKey(path("dropped.txt"));
    }

    @Test
    void fileDroppedOnAFolderOfThePathGoesThere(FxRobot robot) throws Exception {
        open("2026/c/");
        Node crumb = robot.lookup("#" + PathBar.CRUMB + "2026/").query();
        SceneDrop drag = SceneDrop.ofFiles(file);
        onWindow(() -> rest(drag, crumb));
        assertThat(lit(robot)).containsExactly(crumb);
        assertThat(hint(robot)).hasValue("Upload 1 item to workloadidentity/2026/");
        shoot("drop-on-crumb");
        onWindow(() -> drop(drag, crumb));
        await().until(() -> store.content().containsKey(path("2026/dropped.txt")));
        assertThat(lit(robot)).isEmpty();
    }

    @Test
    void nothingStaysLitAfterADropIntoAFolderThatSprangOpen(FxRobot robot) throws Exception {
        Node row = folder(robot, "2026/");
        SceneDrop drag = SceneDrop.ofFiles(file);
        assertThat(litAt(robot, drag, row)).containsExactly(row);
        await().until(() -> onWindow(() -> models.explorer().prefix().get().equals("2026/")));
        await().until(() -> onWindow(() -> models.explorer().rows().size() == 2));
        Screenshots.settle();
        assertThat(lit(robot)).isEmpty();
        onWindow(() -> drop(drag, row));
        await().until(() -> store.content().containsKey(path("2026/dropped.txt"))
                || store.content().containsKey(path("2026/c/dropped.txt")));
        await().until(() -> onWindow(() -> models.explorer().rows().size()) >= 2);
        Screenshots.settle();
        assertThat(lit(robot)).isEmpty();
        assertThat(hint(robot)).isEmpty();
    }

    @Test
    void onlyOnePlaceIsLitAndNoneWhenTheDragIsGivenUp(FxRobot robot) throws Exception {
        SceneDrop drag = SceneDrop.ofFiles(file);
        Node first = folder(robot, "2025/");
        List<Node> others = List.of(
                folder(robot, "2026/"),
                container(robot, "images"),
                robot.lookup("#" + PathBar.CRUMB).<Node>query());
        // In one step, because the folder under the mouse opens after a while.
        List<List<Node>> lit = onWindow(() -> {
            drag.rest(first);
            assertThat(((BlobRow) first).isWaitingToOpen()).isTrue();
            List<List<Node>> seen = new ArrayList<>();
            for (Node next : others) {
                drag.move(next);
                seen.add(litNow(robot));
            }
            drag.leave(first);
            return seen;
        });
        assertThat(lit).isEqualTo(others.stream().map(List::of).toList());
        assertThat(lit(robot)).isEmpty();
        assertThat(hint(robot)).isEmpty();
        assertThat(onWindow(((BlobRow) first)::isWaitingToOpen)).isFalse();
    }

    @Test
    void fileWhosePathTheToolkitGarblesArrives(FxRobot robot) throws Exception {
        Path rocket = Files.writeString(folder.resolve("\uD83D\uDE80.txt"), "Up");
        Node table = robot.lookup("#" + BlobTable.ID).query();
        File garbled = folder.resolve("\u00F0\u009F\u009A\u0080.").toFile();
        onWindow(() -> SceneDrop.ofFiles(garbled.toPath()).on(table));
        await().until(() -> store.content().containsKey(path("\uD83D\uDE80.txt")));
        store.remove("\uD83D\uDE80.txt");
        onWindow(() ->
                SceneDrop.ofBoth(List.of(garbled), rocket.toUri() + "\r\n").on(table));
        await().until(() -> store.content().containsKey(path("\uD83D\uDE80.txt")));
        Files.writeString(folder.resolve("\uD83D\uDE80.csv"), "Down");
        onWindow(() -> SceneDrop.ofFiles(garbled.toPath()).on(table));
        await().until(() -> onWindow(() -> models.session().notice().get())
                .filter(said -> said.detail().contains(".csv"))
                .isPresent());
    }

    private static boolean rest(SceneDrop drag, Node node) {
        drag.rest(node);
        return true;
    }

    private static boolean drop(SceneDrop drag, Node node) {
        drag.drop(node);
        return true;
    }

    private void open(String prefix) throws Exception {
        onWindow(() -> {
            models.explorer().open(prefix);
            return true;
        });
        await().until(() -> onWindow(() -> !models.explorer().rows().isEmpty()));
        Screenshots.settle();
    }

    private static List<Node> lit(FxRobot robot) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        return onWindow(() -> litNow(robot));
    }

    private static List<Node> litNow(FxRobot robot) {
        return robot.lookup((Node node) -> node.getPseudoClassStates().contains(DROP)).queryAll().stream()
                .filter(node -> !node.getStyleClass().contains("root"))
                .toList();
    }

    /// The highlighted node right after the mouse arrives: a folder under the mouse opens after a
    /// while, which a slow machine would see.
    private static List<Node> litAt(FxRobot robot, SceneDrop drag, Node node) throws Exception {
        return onWindow(() -> {
            drag.rest(node);
            return litNow(robot);
        });
    }

    private static Optional<String> hint(FxRobot robot) throws Exception {
        Label hint = robot.lookup("#" + DropZone.HINT).queryAs(Label.class);
        Node zone = robot.lookup("." + DropZone.STYLE).query();
        return onWindow(() -> zone.isVisible() ? Optional.of(hint.getText()) : Optional.empty());
    }

    private static Node container(FxRobot robot, String name) {
        return robot.lookup((ListCell<?> cell) -> name.equals(cell.getItem())).query();
    }

    private static Node folder(FxRobot robot, String name) {
        return robot.lookup((TableRow<?> row) -> row.getItem() instanceof Entry.Prefix folder
                        && folder.name().equals(name))
                .query();
    }

    private void shoot(String name) throws Exception {
        Screenshots.take(stage.getScene(), name);
    }
}
