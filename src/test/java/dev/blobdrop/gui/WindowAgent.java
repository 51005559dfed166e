package dev.blobdrop.gui;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.explorer.BlobTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import javafx.stage.Window;

/// A Java agent that inspects a window from inside its process, for a test that controls it from
/// outside. It answers questions put into its folder and never acts; the test sends keys and drags.
///
/// Questions: `faults` of the picture; `focus`, the id of the focused node; `selected` rows of the
/// table; `menu`, the items of an open menu; `place TEXT`, the screen position of the centre of a
/// text.
public final class WindowAgent {
    static final String QUESTION = "question";
    static final String ANSWER = "answer";
    private static final long PAUSE_MILLIS = 20;

    private WindowAgent() {}

    /// @param folder for questions and answers
    public static void premain(String folder) {
        Thread.ofPlatform().daemon().name("window-agent").start(() -> serve(Path.of(folder)));
    }

    private static void serve(Path folder) {
        Path question = folder.resolve(QUESTION);
        try {
            while (true) {
                if (Files.exists(question)) {
                    String asked = Files.readString(question);
                    Files.delete(question);
                    Path whole = Files.writeString(folder.resolve("part"), ask(asked));
                    Files.move(whole, folder.resolve(ANSWER), StandardCopyOption.ATOMIC_MOVE);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String ask(String question) throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try {
            Platform.runLater(() -> answer.complete(answer(question)));
            return answer.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            return "? " + e;
        }
    }

    private static String answer(String question) {
        try {
            return window().map(window -> answer(question, window)).orElse("? no window");
        } catch (RuntimeException e) {
            return "? " + e;
        }
    }

    private static Optional<Stage> window() {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(Window::isShowing)
                .findFirst();
    }

    private static String answer(String question, Stage window) {
        if (question.startsWith("place ")) {
            return place(window.getScene().getRoot(), question.substring("place ".length()));
        }
        return switch (question) {
            case "faults" -> String.join("\n", PictureCheck.faults(window.getScene()));
            case "focus" ->
                Optional.ofNullable(window.getScene().getFocusOwner())
                        .map(Node::getId)
                        .orElse("");
            case "selected" -> selected(window);
            case "menu" -> String.join("\n", menu());
            default -> "? " + question;
        };
    }

    private static String selected(Stage window) {
        TableView<?> table = (TableView<?>) window.getScene().lookup("#" + BlobTable.ID);
        return String.join(
                "\n",
                table.getSelectionModel().getSelectedItems().stream()
                        .map(row -> ((Entry) row).name())
                        .toList());
    }

    private static List<String> menu() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .filter(MenuItem::isVisible)
                .map(MenuItem::getText)
                .flatMap(text -> Optional.ofNullable(text).stream())
                .toList();
    }

    private static String place(Node root, String text) {
        Bounds at = all(root)
                .filter(Labeled.class::isInstance)
                .filter(node -> text.equals(((Labeled) node).getText()))
                .map(node -> node.localToScreen(node.getLayoutBounds()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing shows " + text));
        return Math.round(at.getCenterX()) + " " + Math.round(at.getCenterY());
    }

    private static Stream<Node> all(Node node) {
        if (!node.isVisible()) {
            return Stream.empty();
        }
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(WindowAgent::all))
                : Stream.of(node);
    }
}
