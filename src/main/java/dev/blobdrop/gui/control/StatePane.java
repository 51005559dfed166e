package dev.blobdrop.gui.control;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Shown in place of a pane's rows: empty, loading, denied, missing, offline or failed. If there is
/// too little room, the icon is hidden first and the sentence next, so that the buttons stay in
/// reach.
public final class StatePane extends VBox {
    public static final String TITLE = "-title";
    public static final String SENTENCE = "-sentence";
    public static final String COPY = "-copy";

    /// Loading is not shown before this time.
    private static final Duration PATIENCE = Duration.millis(200);

    private final String id;
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final Label head = label("", Styles.TITLE_4);
    private List<Node> lessNeeded = List.of();

    /// @param id the title's id is this and [#TITLE], the sentence's this and [#SENTENCE]
    public StatePane(String id) {
        this.id = id;
        setId(id);
        getStyleClass().add("state-pane");
        head.setId(id + TITLE);
        setMinSize(0, 0);
        Nodes.clip(this);
        LayoutSize.watch(this, head, (width, height) -> fit());
        clear();
    }

    /// Hides the pane.
    public void clear() {
        patience.stop();
        setVisible(false);
    }

    /// Shows that something is loading, after a short delay.
    public void loading(String text) {
        clear();
        patience.setOnFinished(event -> {
            ProgressIndicator wheel = new ProgressIndicator();
            wheel.setAccessibleText(text);
            wheel.setFocusTraversable(false);
            fill(wheel, text, "");
        });
        patience.playFromStart();
    }

    /// Shows a state.
    public void show(PaneState state) {
        patience.stop();
        Optional<String> focused = Optional.ofNullable(getScene())
                .map(scene -> scene.getFocusOwner())
                .filter(owner -> owner.getParent() != null)
                .filter(owner -> owner.getParent().getParent() == this)
                .map(Node::getId);
        Node icon = state.icon().node();
        icon.getStyleClass().add("large");
        fill(icon, state.title(), state.sentence());
        VBox commands = new VBox();
        for (String command : state.commands()) {
            int number = commands.getChildren().size();
            commands.getChildren().add(new CopyableCommand(id + COPY + (number == 0 ? "" : "-" + number), command));
        }
        if (!state.commands().isEmpty()) {
            commands.getStyleClass().add("commands");
            commands.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(commands);
            head.setTooltip(new Tooltip(state.sentence() + "\n" + String.join("\n", state.commands())));
            lessNeeded = Stream.concat(lessNeeded.stream(), Stream.of(commands)).toList();
        }
        if (!state.choices().isEmpty()) {
            FlowPane buttons = new FlowPane();
            buttons.getStyleClass().add("buttons");
            for (PaneState.Choice choice : state.choices()) {
                Button button = button(choice);
                if (buttons.getChildren().isEmpty()) {
                    button.getStyleClass().add(Styles.ACCENT);
                }
                buttons.getChildren().add(button);
                if (focused.filter(choice.id()::equals).isPresent()) {
                    button.requestFocus();
                }
            }
            getChildren().add(buttons);
        }
        fit();
    }

    private void fit() {
        lessNeeded.forEach(node -> Nodes.show(node, true));
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        applyCss();
        for (Node node : lessNeeded) {
            if (prefHeight(getWidth()) > getHeight()) {
                Nodes.show(node, false);
            }
        }
    }

    private void fill(Node picture, String title, String sentence) {
        head.setText(Visible.of(title));
        head.setTooltip(sentence.isEmpty() ? null : new Tooltip(Visible.of(sentence)));
        getChildren().setAll(picture, head);
        lessNeeded = List.of(picture);
        if (!sentence.isEmpty()) {
            Label body = label(sentence, "sentence");
            body.setId(id + SENTENCE);
            getChildren().add(body);
            lessNeeded = List.of(picture, body);
        }
        setVisible(true);
    }

    private static Button button(PaneState.Choice choice) {
        Button button = new Button(choice.text());
        button.setId(choice.id());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> choice.action().run());
        return button;
    }

    private static Label label(String text, String style) {
        Label label = new Label(Visible.of(text));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
