package dev.blobdrop.gui.control;

import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Cell;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Opens a row's menu below it, by the menu key or Shift+F10.
public final class MenuKeys {
    private static final double INDENT = 24;

    private MenuKeys() {}

    /// Whether the key opens a menu.
    public static boolean match(KeyEvent event) {
        return event.getCode() == KeyCode.CONTEXT_MENU || Shortcut.MENU.keys().match(event);
    }

    /// The cell that shows a row; empty when the row is scrolled out of view.
    public static Optional<IndexedCell<?>> cell(Node pane, int index, String style) {
        return pane.lookupAll("." + style).stream()
                .filter(IndexedCell.class::isInstance)
                .<IndexedCell<?>>map(node -> (IndexedCell<?>) node)
                .filter(cell -> cell.getIndex() == index && !cell.isEmpty() && cell.isVisible())
                .findFirst();
    }

    /// Shows the menu below the cell, or over the pane.
    ///
    /// @param cell empty when the row is scrolled out of view
    public static void show(ContextMenu menu, Node pane, Optional<? extends Cell<?>> cell) {
        Node owner = cell.<Node>map(found -> found).orElse(pane);
        Bounds bounds = owner.getLayoutBounds();
        double below = cell.isPresent() ? bounds.getMaxY() : bounds.getMinY() + INDENT;
        Point2D place = owner.localToScreen(bounds.getMinX() + INDENT, below);
        menu.show(owner, place.getX(), place.getY());
    }
}
