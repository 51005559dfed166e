package dev.blobdrop.gui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/// Things side by side, each as wide as the others whatever is in them, and as high as their texts
/// are at that width; or one below the other.
public final class EqualColumns extends GridPane {
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
