package dev.blobdrop.gui.control;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

/// Small building blocks of panes.
public final class Nodes {
    private Nodes() {}

    /// A label that wraps and is never cut off.
    public static Label label(String text, String style) {
        Label label = new Label(Visible.of(text));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    /// A line with a name, and its outcome in one word at the right.
    public static HBox head(String name, String outcome) {
        Label what = label(name, "name");
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        Label word = new Label(outcome);
        word.getStyleClass().add("outcome");
        word.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(what, word);
        head.getStyleClass().add("link-head");
        return head;
    }

    /// A small button.
    public static Button button(String id, String text) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    /// A symbol that repeats the text beside it; its shape and colour are in the stylesheet.
    public static Region sign(String style) {
        Region sign = new Region();
        sign.getStyleClass().addAll("sign", style);
        return sign;
    }

    /// The symbol in a circle.
    public static StackPane badge(String style) {
        StackPane badge = new StackPane(sign(style));
        badge.getStyleClass().addAll("badge", style);
        return badge;
    }

    /// Clips a pane to its bounds.
    public static void clip(Region pane) {
        Rectangle inside = new Rectangle();
        inside.widthProperty().bind(pane.widthProperty());
        inside.heightProperty().bind(pane.heightProperty());
        pane.setClip(inside);
    }

    /// Shows a node, or hides it so that it takes no room.
    public static void show(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }
}
