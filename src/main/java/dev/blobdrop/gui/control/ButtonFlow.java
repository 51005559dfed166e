package dev.blobdrop.gui.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/// Buttons that wrap and take only the width they need. A plain flow pane always takes its whole
/// wrap length.
public final class ButtonFlow extends FlowPane {
    @Override
    protected double computePrefWidth(double height) {
        List<Node> shown = getManagedChildren();
        double width = Math.max(0, shown.size() - 1) * getHgap();
        for (Node node : shown) {
            width += snapSizeX(node.prefWidth(-1));
        }
        return snappedLeftInset() + Math.min(width, getPrefWrapLength()) + snappedRightInset();
    }
}
