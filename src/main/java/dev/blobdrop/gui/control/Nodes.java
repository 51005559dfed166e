package dev.blobdrop.gui.control;

import atlantafx.base.theme.Styles;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Visible;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

import java.util.ArrayList;
import java.util.List;

/// The small pieces that panes are made of.
public final class Nodes {
    private Nodes() {}

    /// A text that wraps and is never cut off.
    public static Label label(String text, String style) {
        Label label = new Label(Visible.of(text));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    /// What it is about, and at the right in one word how it stands.
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

    public static Button button(String id, String text) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    /// A button that copies a line, and says so.
    static Button copy(String id, String text, String copied, String line) {
        Button button = button(id, text);
        button.setAccessibleText(text + ": " + line);
        button.setOnAction(
                event -> {
                    Clip.text(line);
                    button.setText(copied);
                });
        return button;
    }

    /// What mends a problem: each command beside the button that copies it, all else to be read.
    ///
    /// @param id of the first button; the others end with their number
    public static List<Node> remedies(String id, Problem problem) {
        List<Node> nodes = new ArrayList<>();
        int commands = 0;
        for (Remedy remedy : problem.remedies()) {
            if (remedy instanceof Remedy.Command command) {
                if (!command.note().isEmpty()) {
                    nodes.add(label(command.note() + ":", "detail"));
                }
                nodes.add(
                        new CopyableCommand(
                                id + (commands == 0 ? "" : "-" + commands), command.line()));
                commands++;
            } else {
                nodes.add(label(remedy.text(), "detail"));
            }
        }
        return nodes;
    }

    /// A sign that repeats what the words beside it say; its shape and colour are the stylesheet's.
    public static Region sign(String style) {
        Region sign = new Region();
        sign.getStyleClass().addAll("sign", style);
        return sign;
    }

    /// The sign in a circle.
    public static StackPane badge(String style) {
        StackPane badge = new StackPane(sign(style));
        badge.getStyleClass().addAll("badge", style);
        return badge;
    }

    /// Nothing of it is drawn outside of it.
    public static void clip(Region pane) {
        Rectangle inside = new Rectangle();
        inside.widthProperty().bind(pane.widthProperty());
        inside.heightProperty().bind(pane.heightProperty());
        pane.setClip(inside);
    }

    public static void show(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }
}
