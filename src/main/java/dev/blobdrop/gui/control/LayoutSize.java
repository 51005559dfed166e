package dev.blobdrop.gui.control;

import javafx.animation.PauseTransition;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// How much room a pane has, measured by its own letters, so that a large type in a large window is
/// as tight as a usual one in a small window.
public final class LayoutSize {
    /// Is told the room whenever it changes.
    public interface Listener {
        /// @param width and height in em
        void fit(double width, double height);
    }

    private LayoutSize() {}

    /// The pane is told before the next picture, and not while it is being laid out, when nothing
    /// may change its place.
    ///
    /// @param text a text of the pane in its usual size
    public static void watch(Region pane, Labeled text, Listener listener) {
        PauseTransition soon = new PauseTransition(Duration.millis(1));
        soon.setOnFinished(event -> {
            double em = text.getFont().getSize();
            if (pane.getWidth() > 0 && pane.getHeight() > 0) {
                listener.fit(pane.getWidth() / em, pane.getHeight() / em);
            }
        });
        pane.widthProperty().subscribe(soon::playFromStart);
        pane.heightProperty().subscribe(soon::playFromStart);
        text.fontProperty().subscribe(soon::playFromStart);
    }
}
