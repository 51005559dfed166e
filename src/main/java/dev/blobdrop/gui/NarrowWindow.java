package dev.blobdrop.gui;

import dev.blobdrop.gui.control.SheetLayer;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Hides the containers when the window is too narrow; a button then shows them as a sheet from the
/// left until one is chosen.
final class NarrowWindow {
    private static final double NARROW = 900;

    /// The width that containers and blobs need when another pane is at their right, in pixels.
    private static final double NARROW_PART = 640;

    private final Scene scene;
    private final Models models;
    private final SplitPane split;
    private final Region containers;
    private final Button button;
    private final SheetLayer sheets;
    private final double firstShare;

    /// The width of the containers when they were last beside the blobs, at 100 % zoom; 0 before.
    private double lastWidth;

    NarrowWindow(Scene scene, Models models, SplitPane split, Region containers, Button button, SheetLayer sheets) {
        this.scene = scene;
        this.models = models;
        this.split = split;
        this.containers = containers;
        this.button = button;
        this.sheets = sheets;
        this.firstShare = split.getDividerPositions()[0];
        scene.widthProperty().subscribe(width -> fit());
        split.widthProperty().subscribe(width -> fit());
        models.settings().settings().subscribe(settings -> fit());
        button.setOnAction(event -> sheets.show(containers, Pos.CENTER_LEFT, containers, () -> {}));
        models.session().container().subscribe((before, chosen) -> close());
    }

    private void close() {
        if (containers.getParent() == sheets) {
            sheets.hide();
        }
    }

    /// The containers' share of the width, now or once they are shown again.
    double share() {
        if (split.getDividers().isEmpty()) {
            return lastWidth > 0 ? wanted() : firstShare;
        }
        return split.getDividerPositions()[0];
    }

    /// The limits grow with the zoom.
    private void fit() {
        double zoom = zoom();
        boolean narrow = scene.getWidth() < NARROW * zoom
                || split.getScene() != null && split.getWidth() > 0 && split.getWidth() < NARROW_PART * zoom;
        if (narrow == button.isVisible()) {
            return;
        }
        button.setVisible(narrow);
        if (narrow) {
            lastWidth = containers.getWidth() / zoom;
            split.getItems().remove(containers);
        } else {
            close();
            unfold();
        }
    }

    /// A split pane whose width has just changed gives a new item no width, so lay it out before
    /// setting the divider.
    private void unfold() {
        split.getItems().addFirst(containers);
        split.applyCss();
        split.layout();
        divide();
        // From now on, resizing the window keeps the width of the containers.
        split.layout();
        // The window may have been resized again before it was drawn.
        models.threads().onceDrawn(this::heal);
    }

    private void heal() {
        if (!split.getDividers().isEmpty() && containers.getWidth() < containers.minWidth(-1)) {
            divide();
        }
    }

    private void divide() {
        split.setDividerPositions(lastWidth > 0 ? wanted() : firstShare);
    }

    private double wanted() {
        return Math.min(0.5, lastWidth * zoom() / Math.max(1, split.getWidth()));
    }

    private double zoom() {
        return models.settings().settings().get().zoom() / 100.0;
    }
}
