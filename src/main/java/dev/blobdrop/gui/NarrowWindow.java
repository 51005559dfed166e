package dev.blobdrop.gui;

import dev.blobdrop.gui.model.Models;

import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Folds the containers away where there is no room for them; a button then brings them as a sheet
/// from the left, until one is chosen.
final class NarrowWindow {
    private static final double NARROW = 900;

    /// As much of it as containers and blobs need when something stands at their right.
    private static final double NARROW_PART = 640;

    private final Scene scene;
    private final Models models;
    private final SplitPane split;
    private final Region containers;
    private final Button button;
    private final SheetLayer sheets;
    private double divider;

    NarrowWindow(
            Scene scene,
            Models models,
            SplitPane split,
            Region containers,
            Button button,
            SheetLayer sheets) {
        this.scene = scene;
        this.models = models;
        this.split = split;
        this.containers = containers;
        this.button = button;
        this.sheets = sheets;
        this.divider = split.getDividerPositions()[0];
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

    /// What is larger needs more room.
    private void fit() {
        double zoom = models.settings().settings().get().zoom() / 100.0;
        boolean narrow =
                scene.getWidth() < NARROW * zoom
                        || split.getScene() != null
                                && split.getWidth() > 0
                                && split.getWidth() < NARROW_PART * zoom;
        if (narrow == button.isVisible()) {
            return;
        }
        button.setVisible(narrow);
        if (narrow) {
            divider = split.getDividerPositions()[0];
            split.getItems().remove(containers);
        } else {
            close();
            split.getItems().addFirst(containers);
            split.setDividerPositions(divider);
        }
    }
}
