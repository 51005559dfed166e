package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import java.util.Optional;

/// Stands in for the rows of a pane while there are none: empty, loading, denied, missing, offline
/// or failed.
final class StatePane extends VBox {
    static final String TITLE = "-title";
    static final String SENTENCE = "-sentence";

    /// What comes sooner than that is not worth a word.
    private static final Duration PATIENCE = Duration.millis(200);

    private final String id;
    private final PauseTransition patience = new PauseTransition(PATIENCE);

    /// @param id the title's id is this and [#TITLE], the sentence's this and [#SENTENCE]
    StatePane(String id) {
        this.id = id;
        setId(id);
        getStyleClass().add("state-pane");
        clear();
    }

    void clear() {
        patience.stop();
        setVisible(false);
    }

    /// Says that something is on its way, unless it comes at once.
    void loading(String text) {
        clear();
        patience.setOnFinished(
                event -> {
                    ProgressIndicator wheel = new ProgressIndicator();
                    wheel.setAccessibleText(text);
                    wheel.setFocusTraversable(false);
                    fill(wheel, text, "");
                });
        patience.playFromStart();
    }

    void show(PaneState state) {
        patience.stop();
        Optional<String> focused =
                Optional.ofNullable(getScene())
                        .map(scene -> scene.getFocusOwner())
                        .filter(owner -> owner.getParent() != null)
                        .filter(owner -> owner.getParent().getParent() == this)
                        .map(Node::getId);
        Node icon = state.icon().node();
        icon.getStyleClass().add("large");
        fill(icon, state.title(), state.sentence());
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
    }

    private void fill(Node picture, String title, String sentence) {
        Label head = label(title, Styles.TITLE_4);
        head.setId(id + TITLE);
        getChildren().setAll(picture, head);
        if (!sentence.isEmpty()) {
            Label body = label(sentence, "sentence");
            body.setId(id + SENTENCE);
            getChildren().add(body);
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
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
