package dev.blobdrop.gui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/// Lays out nodes side by side in columns of equal width, as high as their wrapped texts need, or
/// one below the other.
public final class EqualColumns extends GridPane {
    /// Replaces the nodes.
    ///
    /// @param sideBySide false puts each below the one before
    public void show(boolean sideBySide, List<? extends Node> nodes) {
        getChildren().clear();
        getColumnConstraints().clear();
        int across = sideBySide ? nodes.size() : 1;
        for (int i = 0; i < across; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / across);
            getColumnConstraints().add(column);
        }
        for (int i = 0; i < nodes.size(); i++) {
            add(nodes.get(i), i % across, i / across);
            setValignment(nodes.get(i), VPos.TOP);
        }
    }
}
