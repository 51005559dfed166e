package dev.blobdrop.gui;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/// Things side by side, each as wide as the others whatever is in them, and as high as their texts
/// are at that width.
final class EqualColumns extends GridPane {
    void show(Node... nodes) {
        getChildren().clear();
        getColumnConstraints().clear();
        for (int i = 0; i < nodes.length; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / nodes.length);
            getColumnConstraints().add(column);
            add(nodes[i], i, 0);
            setValignment(nodes[i], VPos.TOP);
        }
    }
}
