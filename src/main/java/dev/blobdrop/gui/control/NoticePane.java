package dev.blobdrop.gui.control;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A problem and how to fix it, or the address of an uploaded file on one line. Takes no room
/// without a notice.
public final class NoticePane extends HBox {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final String id;
    private final VBox texts = new VBox();
    private final Button copy = new Button(Texts.of("window.copy"));

    /// A pane that cannot be closed.
    ///
    /// @param id the Copy button's id is `copy-` and this, the title's `title-` and this
    public NoticePane(String id, ObservableValue<Optional<Notice>> notice) {
        this.id = id;
        copy.setId("copy-" + id);
        copy.getStyleClass().add(Styles.SMALL);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(texts, Priority.ALWAYS);
        getChildren().addAll(texts, copy);
        getStyleClass().add("notice");
        notice.subscribe(this::show);
    }

    /// A pane that can be closed.
    ///
    /// @param id the button's id is `close-` and this
    /// @param dismiss removes the notice
    public NoticePane(String id, ObservableValue<Optional<Notice>> notice, Runnable dismiss) {
        this(id, notice);
        addClose(dismiss);
    }

    /// A pane that can be closed, with a button that leads to where the problem can be fixed.
    public NoticePane(String id, ObservableValue<Optional<Notice>> notice, Runnable dismiss, ProblemStates troubles) {
        this(id, notice);
        Button way = new Button();
        way.setId("way-" + id);
        way.getStyleClass().add(Styles.SMALL);
        way.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().add(way);
        notice.map(said -> said.flatMap(Notice::fixPlace)).subscribe(out -> {
            Nodes.show(way, out.isPresent());
            out.ifPresent(where -> {
                way.setText(ProblemStates.text(where));
                way.setOnAction(event -> troubles.action(where).run());
            });
        });
        addClose(dismiss);
    }

    private void addClose(Runnable dismiss) {
        Button close = new Button();
        close.setId("close-" + id);
        close.setGraphic(Icon.CLOSE.node());
        close.setAccessibleText(Texts.of("window.notice.close"));
        close.setTooltip(new Tooltip(Texts.of("window.notice.close")));
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        close.setOnAction(event -> dismiss.run());
        getChildren().add(close);
    }

    private void show(Optional<Notice> notice) {
        setVisible(notice.isPresent());
        setManaged(notice.isPresent());
        notice.ifPresent(this::fill);
    }

    private void fill(Notice notice) {
        pseudoClassStateChanged(BAD, notice.bad());
        Label title = label(notice.title(), Styles.TEXT_BOLD);
        title.setId("title-" + id);
        if (!notice.bad() && !notice.lines().isEmpty()) {
            title.setMinWidth(Region.USE_PREF_SIZE);
            Label where = new Label(Visible.of(notice.lines().getFirst()));
            where.setTooltip(new Tooltip(where.getText()));
            where.getStyleClass().add("command");
            HBox line = new HBox(title, where);
            line.getStyleClass().add("line");
            texts.getChildren().setAll(line);
        } else {
            texts.getChildren().setAll(title);
            if (!notice.detail().isEmpty()) {
                texts.getChildren().add(label(notice.detail(), "detail"));
            }
            notice.advice().forEach(line -> texts.getChildren().add(label(line, "detail")));
            notice.lines().forEach(line -> texts.getChildren().add(new CommandText(line)));
        }
        copy.setText(Texts.of("window.copy"));
        copy.setAccessibleText(Texts.of("window.copy") + ": " + notice.copyText());
        copy.setOnAction(event -> copy(notice.copyText()));
    }

    private static Label label(String text, String style) {
        Label label = new Label(Visible.of(text));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    private void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(Texts.of("window.copied"));
    }
}
