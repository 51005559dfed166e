package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.session.FakeExaminer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.testfx.util.WaitForAsyncUtils;

/// A window of a size and zoom that a test chooses, and what can be seen of its nodes.
abstract class SizedWindow extends AccountWindow {
    @AfterEach
    void close() throws Exception {
        onWindow(() -> {
            stage.hide();
            return true;
        });
    }

    static double em(int zoom) {
        return 14.0 * zoom / 100;
    }

    void press(Shortcut shortcut) throws Exception {
        onWindow(() -> {
            stage.getScene().getAccelerators().get(shortcut.keys()).run();
            return true;
        });
    }

    void fire(String id) throws Exception {
        onWindow(() -> {
            ((Button) node(id)).fire();
            return true;
        });
    }

    Node node(String id) {
        return stage.getScene().lookup("#" + id);
    }

    double height(String id) throws Exception {
        return onWindow(() -> node(id).getLayoutBounds().getHeight());
    }

    static boolean isSeen(Node node) {
        return Stream.iterate(node, at -> at != null, Node::getParent).allMatch(Node::isVisible);
    }

    /// What of a node is within every scroll pane and the window.
    Bounds seen(Node node) throws Exception {
        return onWindow(() -> {
            Bounds seen = node.localToScene(node.getLayoutBounds());
            for (Node at = node.getParent(); at != null; at = at.getParent()) {
                Bounds part = at.localToScene(at.getLayoutBounds());
                double left = Math.max(seen.getMinX(), part.getMinX());
                double top = Math.max(seen.getMinY(), part.getMinY());
                seen = new BoundingBox(
                        left,
                        top,
                        Math.min(seen.getMaxX(), part.getMaxX()) - left,
                        Math.min(seen.getMaxY(), part.getMaxY()) - top);
            }
            return seen;
        });
    }

    void assertInside(String... ids) throws Exception {
        for (String id : ids) {
            Node node = onWindow(() -> node(id));
            assertThat(node).as(id).isNotNull();
            Bounds whole = onWindow(() -> node.localToScene(node.getLayoutBounds()));
            Bounds seen = seen(node);
            assertThat(whole.getWidth()).as("%s has a width", id).isGreaterThan(10);
            assertThat(seen.getWidth()).as(id).isCloseTo(whole.getWidth(), within(1.5));
            assertThat(seen.getHeight()).as(id).isCloseTo(whole.getHeight(), within(1.5));
        }
    }

    void assertNothingBeyondTheEdge(Node pane) throws Exception {
        double width = stage.getScene().getWidth();
        List<String> beyond = onWindow(() -> pane.lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .filter(TightWindowTest::isSeen)
                .filter(node -> {
                    Bounds at = node.localToScene(node.getLayoutBounds());
                    return at.getMaxX() > width + 1 || at.getMinX() < -1;
                })
                .map(node -> ((Labeled) node).getText())
                .toList());
        assertThat(beyond).isEmpty();
    }

    void open(Settings settings, double width, double height) throws Exception {
        start(settings, width, height);
        await().until(() -> onWindow(() -> models.explorer().rows().size() == 5));
        WaitForAsyncUtils.waitForFxEvents();
    }

    void start(Settings settings, double width, double height) throws Exception {
        azure.examiner(new FakeExaminer());
        azure.traceOnSuccess(FakeExaminer.LAPTOP);
        InMemoryBlobStore store = azure.store(ACCOUNT);
        store.containers().addAll(List.of("images", "logs"));
        for (String name : List.of("2025/a.csv", "2026/b.csv", "summary.csv", "photo.jpg", "notes.txt")) {
            store.place(name, new byte[9000]);
        }
        onWindow(() -> {
            stage = new Stage();
            models = TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT), settings);
            BlobdropApp.wire(stage, models).show();
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            return true;
        });
    }

    void shoot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshots.take(stage.getScene(), name);
    }
}
