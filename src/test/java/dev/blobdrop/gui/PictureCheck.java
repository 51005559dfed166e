package dev.blobdrop.gui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Cell;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Background;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

/// What can be told of a picture without eyes: nothing is cut off, no text is shortened where there
/// is room for it, and no two texts lie over each other. On the window's thread.
final class PictureCheck {
    /// Allows for rounding to whole pixels on either side.
    private static final double TOLERANCE = 1.5;

    /// Further than any window.
    private static final double FAR = 1e6;

    private final List<String> faults = new ArrayList<>();

    private PictureCheck() {}

    /// What is wrong, in words; empty if nothing is.
    static List<String> faults(Scene scene) {
        PictureCheck check = new PictureCheck();
        Bounds all = new BoundingBox(0, 0, scene.getWidth(), scene.getHeight());
        check.look(scene.getRoot(), all);
        return List.copyOf(check.faults);
    }

    /// @param room what of the scene the node may take
    private void look(Node node, Bounds room) {
        if (!node.isVisible() || node.getOpacity() == 0 || isEmpty(node)) {
            return;
        }
        if (isContent(node)) {
            inside(node, room);
            if (node instanceof Labeled labeled) {
                whole(labeled);
            }
            if (node instanceof TextField field) {
                prompted(field);
            }
        }
        if (node instanceof Parent parent && !isLeaf(node)) {
            apart(parent);
            switch (parent) {
                case ScrollPane scroll -> scrolled(scroll, room);
                case VirtualFlow<?> flow -> {
                    Bounds inner = endless();
                    cells(flow).forEach(cell -> look(cell, inner));
                }
                default -> {
                    Bounds inner = within(node, room);
                    parent.getChildrenUnmodifiable().forEach(child -> look(child, inner));
                }
            }
        }
    }

    private static boolean isEmpty(Node node) {
        Bounds bounds = node.getLayoutBounds();
        return bounds.getWidth() <= 0 || bounds.getHeight() <= 0;
    }

    /// Something that a person reads or uses.
    private static boolean isContent(Node node) {
        return node instanceof Labeled && !(node instanceof Cell<?>)
                || node instanceof TextInputControl
                || node instanceof Text;
    }

    /// The pieces of a control are its skin's own business, unless it holds what we have made.
    private static boolean isLeaf(Node node) {
        return node instanceof Control
                && !(node instanceof ScrollPane)
                && !(node instanceof SplitPane)
                && !(node instanceof Cell<?>)
                && node.lookup(".virtual-flow") == null;
    }

    /// Down a page that scrolls there is always room; beside it only as much as is seen.
    private void scrolled(ScrollPane pane, Bounds room) {
        Bounds seen = within(pane, room);
        if (pane.getContent() != null) {
            look(pane.getContent(), new BoundingBox(seen.getMinX(), -FAR, seen.getWidth(), 2 * FAR));
        }
    }

    /// Rows come and go, and wide ones are scrolled sideways too.
    private static Bounds endless() {
        return new BoundingBox(-FAR, -FAR, 2 * FAR, 2 * FAR);
    }

    private static Stream<Node> cells(Node node) {
        return node instanceof IndexedCell<?>
                ? Stream.of(node)
                : node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream().flatMap(PictureCheck::cells)
                        : Stream.empty();
    }

    private static Bounds within(Node node, Bounds room) {
        Bounds own = node.localToScene(node.getLayoutBounds());
        double left = Math.max(own.getMinX(), room.getMinX());
        double top = Math.max(own.getMinY(), room.getMinY());
        return new BoundingBox(
                left,
                top,
                Math.max(0, Math.min(own.getMaxX(), room.getMaxX()) - left),
                Math.max(0, Math.min(own.getMaxY(), room.getMaxY()) - top));
    }

    private void inside(Node node, Bounds room) {
        Bounds own = node.localToScene(node.getLayoutBounds());
        boolean out = own.getMinX() < room.getMinX() - TOLERANCE
                || own.getMinY() < room.getMinY() - TOLERANCE
                || own.getMaxX() > room.getMaxX() + TOLERANCE
                || own.getMaxY() > room.getMaxY() + TOLERANCE;
        if (out) {
            faults.add("cut off: " + name(node) + " at " + box(own) + " of " + box(room));
        }
    }

    /// A text that is shortened must have taken all the room there is, and one that wraps must have
    /// the height for its lines.
    private void whole(Labeled labeled) {
        if (!isShortened(labeled)) {
            return;
        }
        if (labeled.isWrapText()) {
            faults.add("lines missing: " + name(labeled));
            return;
        }
        double wanting = labeled.prefWidth(-1) - labeled.getWidth();
        if (wanting > TOLERANCE && free(labeled) >= wanting) {
            faults.add("shortened beside free space: " + name(labeled));
        }
    }

    /// What an empty field asks for is read whole or not at all.
    private void prompted(TextField field) {
        Text prompt = new Text(field.getPromptText());
        prompt.setFont(field.getFont());
        double room = field.getWidth()
                - field.getInsets().getLeft()
                - field.getInsets().getRight();
        if (field.getText().isEmpty() && prompt.getLayoutBounds().getWidth() > room + TOLERANCE) {
            faults.add("prompt cut off: " + name(field));
        }
    }

    private static boolean isShortened(Labeled labeled) {
        String text = labeled.getText();
        return text != null
                && !text.isEmpty()
                && labeled.getChildrenUnmodifiable().stream()
                        .filter(Text.class::isInstance)
                        .map(Text.class::cast)
                        .map(Text::getText)
                        .anyMatch(shown -> shown.length() < text.length() && !text.contains("_"));
    }

    /// What the lines around a node leave unused.
    private static double free(Node node) {
        double most = 0;
        Node at = node;
        for (int level = 0; level < 3 && at.getParent() != null; level++) {
            if (at.getParent() instanceof HBox line) {
                most = Math.max(most, unused(line, at));
            }
            at = at.getParent();
        }
        return most;
    }

    private static double unused(HBox line, Node but) {
        double taken = line.getInsets().getLeft() + line.getInsets().getRight();
        List<Node> there =
                line.getChildrenUnmodifiable().stream().filter(Node::isManaged).toList();
        taken += line.getSpacing() * Math.max(0, there.size() - 1);
        for (Node node : there) {
            double width = node.getLayoutBounds().getWidth();
            boolean shrinks = node != but && !(node instanceof TextInputControl);
            taken += shrinks ? Math.min(width, node.prefWidth(-1)) : width;
        }
        return line.getWidth() - taken;
    }

    private void apart(Parent parent) {
        List<Node> texts = parent.getChildrenUnmodifiable().stream()
                .filter(Node::isVisible)
                .filter(node -> !isEmpty(node))
                .filter(node -> text(node).isPresent())
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                Node below = texts.get(i);
                Node above = texts.get(j);
                if (!(parent instanceof StackPane && isOpaque(above)) && overlap(below, above)) {
                    faults.add("over each other: " + name(below) + " and " + name(above));
                }
            }
        }
    }

    private static boolean overlap(Node one, Node other) {
        Bounds a = textBounds(one);
        Bounds b = textBounds(other);
        return Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX()) > TOLERANCE
                && Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY()) > TOLERANCE;
    }

    /// Where a node shows text, within itself.
    private static Bounds textBounds(Node node) {
        return texts(node)
                .map(text -> within(text, node.localToScene(node.getLayoutBounds())))
                .filter(seen -> seen.getWidth() > 0 && seen.getHeight() > 0)
                .reduce(PictureCheck::both)
                .orElse(new BoundingBox(0, 0, 0, 0));
    }

    private static Bounds both(Bounds a, Bounds b) {
        double left = Math.min(a.getMinX(), b.getMinX());
        double top = Math.min(a.getMinY(), b.getMinY());
        return new BoundingBox(
                left, top, Math.max(a.getMaxX(), b.getMaxX()) - left, Math.max(a.getMaxY(), b.getMaxY()) - top);
    }

    /// A sheet covers what is below it on purpose.
    private static boolean isOpaque(Node node) {
        return node instanceof Region region && hasFill(region.getBackground())
                || node instanceof Parent parent
                        && parent.getChildrenUnmodifiable().stream()
                                .filter(Node::isVisible)
                                .anyMatch(PictureCheck::isOpaque);
    }

    private static boolean hasFill(Background background) {
        return background != null
                && background.getFills().stream()
                        .anyMatch(fill -> !(fill.getFill() instanceof Color color) || color.getOpacity() > 0.2);
    }

    private static Optional<String> text(Node node) {
        return texts(node).map(Text::getText).findFirst();
    }

    private static Stream<Text> texts(Node node) {
        if (!node.isVisible() || node.getOpacity() == 0 || isEmpty(node)) {
            return Stream.empty();
        }
        return switch (node) {
            case Text text -> text.getText().isBlank() ? Stream.empty() : Stream.of(text);
            case Parent parent -> parent.getChildrenUnmodifiable().stream().flatMap(PictureCheck::texts);
            default -> Stream.empty();
        };
    }

    private static String name(Node node) {
        String words = switch (node) {
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            default -> text(node).orElse("");
        };
        String id = node.getId() == null ? node.getClass().getSimpleName() : node.getId();
        return id + " \"" + words + "\"";
    }

    private static String box(Bounds bounds) {
        return "%.0f,%.0f..%.0f,%.0f".formatted(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
    }
}
