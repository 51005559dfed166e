package dev.blobdrop.gui.control;

import javafx.animation.PauseTransition;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// The size of a pane in em, so that large type in a large window counts as tight as normal type in
/// a small one.
public final class LayoutSize {
    /// Called when the size changes.
    public interface Listener {
        /// @param width and height in em
        void fit(double width, double height);
    }

    private LayoutSize() {}

    /// Calls the listener before the next frame, never during layout, when nothing may be moved.
    ///
    /// @param text a text of the pane in its normal font size
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
