package dev.blobdrop.gui.transfers;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.Times;
import dev.blobdrop.gui.transfers.row.Answer;
import dev.blobdrop.gui.transfers.row.Question;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks over the list of uploads what to do with a file whose blob exists; other uploads continue.
/// It does not take the focus. Esc postpones the question.
public final class ConflictSheet extends VBox {
    public static final String ID = "conflict";
    public static final String REPLACE = "conflict-replace";
    public static final String KEEP_BOTH = "conflict-keep-both";
    public static final String SKIP = "conflict-skip";
    public static final String LATER = "conflict-later";
    public static final String REST = "conflict-rest";
    static final String LOST = "conflict-lost";

    private final QuestionsModel questions;
    private final Label title = new Label();
    private final Label yours = new Label();
    private final Label there = new Label();
    private final Label lost = new Label();
    private final CheckBox rest = new CheckBox();

    ConflictSheet(QuestionsModel questions) {
        this.questions = questions;
        setId(ID);
        getStyleClass().add("sheet");
        title.getStyleClass().add(Styles.TEXT_BOLD);
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        lost.setId(LOST);
        lost.setWrapText(true);
        lost.setMinHeight(Region.USE_PREF_SIZE);
        rest.setId(REST);
        rest.setWrapText(true);

        GridPane both = new GridPane();
        both.getStyleClass().add("both");
        both.addRow(0, caption("transfers.conflict.yours"), yours);
        both.addRow(1, caption("transfers.conflict.there"), there);
        FlowPane buttons = new FlowPane(
                button(REPLACE, "replace", Answer.REPLACE),
                button(KEEP_BOTH, "keep-both", Answer.KEEP_BOTH),
                button(SKIP, "skip", Answer.SKIP),
                later());
        buttons.getStyleClass().add("answers");
        getChildren().addAll(title, both, lost, rest, buttons);
        setMaxHeight(Region.USE_PREF_SIZE);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        questions.question().subscribe(this::show);
    }

    /// In a small pane the answers come first, before what must be scrolled to.
    void spare(boolean tight) {
        if (tight == (getChildren().getLast() != lost)) {
            getChildren().remove(lost);
            getChildren().add(tight ? getChildren().size() : 2, lost);
        }
    }

    private static Label caption(String key) {
        Label label = new Label(Texts.of(key));
        label.getStyleClass().add("caption");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Button button(String id, String key, Answer answer) {
        Button button = new Button(Texts.of("transfers.conflict." + key));
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> questions.answer(answer, rest.isSelected()));
        return button;
    }

    private Button later() {
        Button later = new Button(Texts.of("transfers.conflict.later"));
        later.setId(LATER);
        later.getStyleClass().add(Styles.FLAT);
        later.setMinWidth(Region.USE_PREF_SIZE);
        later.setOnAction(event -> questions.decideLater());
        return later;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            questions.decideLater();
            event.consume();
        }
    }

    private void show(Optional<Question> question) {
        setVisible(question.isPresent());
        setManaged(question.isPresent());
        question.ifPresent(this::fill);
    }

    private static String about(long size, Optional<Instant> modified) {
        return Units.size(size) + modified.map(time -> "   " + Times.text(time)).orElse("");
    }

    private void fill(Question asked) {
        title.setText(Visible.of(Texts.of("transfers.conflict.title", asked.name(), asked.folder())));
        yours.setText(about(asked.size(), Optional.of(asked.modified())));
        there.setText(about(asked.there().size(), asked.there().modified()));
        lost.setText(Visible.of(Texts.of("transfers.conflict.lost", String.join(", ", asked.lost()))));
        Nodes.show(lost, !asked.lost().isEmpty());
        rest.setSelected(false);
        rest.setText(
                asked.others() > 0
                        ? Texts.of("transfers.conflict.others", asked.others())
                        : Texts.of("transfers.conflict.rest"));
        Nodes.show(rest, asked.isOneOfMany());
        setAccessibleText(asked.lost().isEmpty() ? title.getText() : title.getText() + ". " + lost.getText());
    }
}
