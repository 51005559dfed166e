package dev.blobdrop.gui.identity;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/// Fills the window with the credential chain in large type, for an audience. Esc leaves it.
public final class LargeView {
    private final ChainModel model;
    private final Function<LargeView, Node> content;
    private final StackPane stage = new StackPane();
    private Optional<Parent> behind = Optional.empty();

    /// Builds nothing yet.
    ///
    /// @param content builds the content when it is first shown
    public LargeView(ChainModel model, Function<LargeView, Node> content) {
        this.model = model;
        this.content = content;
        stage.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            behind.ifPresent(window -> leave(stage.getScene(), window));
            event.consume();
        }
    }

    boolean isOn() {
        return behind.isPresent();
    }

    void toggle(Scene scene) {
        behind.ifPresentOrElse(window -> leave(scene, window), () -> enter(scene));
    }

    /// Shows the large view, with type larger than the window's by a fixed factor.
    private void enter(Scene scene) {
        Parent window = scene.getRoot();
        if (stage.getChildren().isEmpty()) {
            stage.getChildren().add(content.apply(this));
        }
        behind = Optional.of(window);
        scene.setRoot(stage);
        model.shown().set(true);
    }

    private void leave(Scene scene, Parent window) {
        behind = Optional.empty();
        scene.setRoot(window);
    }
}
