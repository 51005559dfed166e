package dev.blobdrop.gui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;

/// Moves the focus from pane to pane, in reading order.
final class PaneCycle {
    private final Scene scene;
    private final List<Stop> stops = new ArrayList<>();

    private record Stop(Node pane, Supplier<Node> first) {
        boolean reachable() {
            return Stream.iterate(pane, node -> node != null, Node::getParent).allMatch(Node::isVisible)
                    && pane.getScene() != null;
        }

        boolean holds(Node node) {
            return Stream.iterate(node, at -> at != null, Node::getParent).anyMatch(at -> at == pane);
        }
    }

    PaneCycle(Scene scene) {
        this.scene = scene;
    }

    /// @param first gets the focus when the pane is reached
    void add(Node pane, Supplier<Node> first) {
        stops.add(new Stop(pane, first));
    }

    /// @param by 1 for the next pane, -1 for the one before
    void go(int by) {
        List<Stop> reachable = stops.stream().filter(Stop::reachable).toList();
        int now = -1;
        for (int i = 0; i < reachable.size(); i++) {
            if (scene.getFocusOwner() != null && reachable.get(i).holds(scene.getFocusOwner())) {
                now = i;
            }
        }
        if (!reachable.isEmpty()) {
            int next = now < 0 && by < 0 ? reachable.size() - 1 : now + by;
            reachable.get(Math.floorMod(next, reachable.size())).first().get().requestFocus();
        }
    }
}
