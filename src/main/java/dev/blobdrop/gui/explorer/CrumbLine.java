package dev.blobdrop.gui.explorer;

import dev.blobdrop.gui.control.Icon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;

/// The path to a folder on one line. If it is too long, the folders in the middle move into a menu
/// first, then the account and the container; the last folder is shortened only when it is alone.
final class CrumbLine extends Region {
    /// One step of the path.
    ///
    /// @param item the same step as a menu item; empty if it is not a link
    /// @param stays whether it is never moved into the menu
    record Crumb(Node node, Optional<MenuItem> item, boolean stays) {}

    private final MenuButton menu;
    private List<Crumb> crumbs = List.of();
    private List<Node> signs = List.of();

    /// @param menu takes the steps that do not fit
    CrumbLine(MenuButton menu) {
        this.menu = menu;
        setMinWidth(0);
        getStyleClass().add("crumbs");
    }

    /// @param way the steps from the account to the folder
    void show(List<Crumb> way) {
        crumbs = List.copyOf(way);
        List<Node> between = new ArrayList<>();
        for (int i = 0; i < crumbs.size(); i++) {
            Node sign = Icon.NEXT.node();
            sign.getStyleClass().add("small");
            between.add(sign);
        }
        signs = List.copyOf(between);
        getChildren().setAll(crumbs.stream().map(Crumb::node).toList());
        getChildren().addAll(signs);
        getChildren().add(menu);
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        Insets insets = getInsets();
        return insets.getLeft() + width(crumbs, false) + insets.getRight();
    }

    @Override
    protected double computePrefHeight(double width) {
        double most = 0;
        for (Crumb crumb : crumbs) {
            most = Math.max(most, crumb.node().prefHeight(-1));
        }
        return getInsets().getTop() + most + getInsets().getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private double width(List<Crumb> shown, boolean withMenu) {
        double width = withMenu ? menu.prefWidth(-1) : 0;
        for (Crumb crumb : shown) {
            width += crumb.node().prefWidth(-1);
        }
        int between = shown.size() + (withMenu ? 1 : 0) - 1;
        return width
                + Math.max(0, between) * (signs.isEmpty() ? 0 : signs.getFirst().prefWidth(-1));
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth() - getInsets().getLeft() - getInsets().getRight();
        List<Crumb> shown = fitting(room);
        List<MenuItem> hidden = crumbs.stream()
                .filter(crumb -> !shown.contains(crumb))
                .flatMap(crumb -> crumb.item().stream())
                .toList();
        if (!menu.getItems().equals(hidden)) {
            menu.getItems().setAll(hidden);
        }
        crumbs.forEach(crumb -> crumb.node().setVisible(shown.contains(crumb)));
        menu.setVisible(!hidden.isEmpty());
        place(shown, room);
    }

    /// Puts the menu in place of the first hidden step.
    private void place(List<Crumb> shown, double room) {
        List<Node> line = new ArrayList<>();
        boolean gap = menu.isVisible();
        for (Crumb crumb : crumbs) {
            if (shown.contains(crumb)) {
                line.add(crumb.node());
            } else if (gap && crumb.item().isPresent()) {
                line.add(menu);
                gap = false;
            }
        }
        double x = getInsets().getLeft();
        double end = x + room;
        for (int i = 0; i < signs.size(); i++) {
            signs.get(i).setVisible(i < line.size() - 1);
        }
        for (int i = 0; i < line.size(); i++) {
            Node node = line.get(i);
            double width = Math.min(node.prefWidth(-1), Math.max(0, end - x));
            x = put(node, x, width);
            if (i < line.size() - 1) {
                x = put(signs.get(i), x, signs.get(i).prefWidth(-1));
            }
        }
    }

    private double put(Node node, double x, double width) {
        double inside = getHeight() - getInsets().getTop() - getInsets().getBottom();
        double height = Math.min(node.prefHeight(-1), inside);
        node.resizeRelocate(
                snapPositionX(x),
                snapPositionY(getInsets().getTop() + (inside - height) / 2),
                snapSizeX(width),
                snapSizeY(height));
        return x + width;
    }

    /// Hides steps in this order: the middle from the left, steps that are not links, the first.
    private List<Crumb> fitting(double room) {
        List<Crumb> shown = new ArrayList<>(crumbs);
        List<Crumb> ways =
                crumbs.stream().filter(crumb -> crumb.item().isPresent()).toList();
        List<Crumb> givingWay = new ArrayList<>();
        if (ways.size() > 2) {
            givingWay.addAll(ways.subList(1, ways.size() - 1));
        }
        crumbs.stream()
                .filter(crumb -> crumb.item().isEmpty() && !crumb.stays())
                .forEach(givingWay::add);
        if (ways.size() > 1) {
            givingWay.add(ways.getFirst());
        }
        for (Crumb next : givingWay) {
            boolean hidden = ways.stream().anyMatch(way -> !shown.contains(way));
            if (width(shown, hidden) <= room) {
                break;
            }
            shown.remove(next);
        }
        return shown;
    }
}
