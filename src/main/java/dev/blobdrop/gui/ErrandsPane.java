package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.model.Errand;
import dev.blobdrop.gui.model.ErrandsModel;
import dev.blobdrop.gui.model.Texts;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.stream.Collectors;

/// A line for each download and deletion, below the table whose blobs they are; takes no room
/// without one.
final class ErrandsPane extends VBox {
    static final String LINE = "errand";
    static final String WORDS = "errand-words";
    static final String STOP = "errand-stop";
    static final String COPY = "errand-copy";

    /// More would push the table away; the others come up as these are closed.
    private static final int MOST = 3;

    private final ErrandsModel model;

    ErrandsPane(ErrandsModel model) {
        this.model = model;
        getStyleClass().add("errands");
        setMinHeight(Region.USE_PREF_SIZE);
        model.errands().addListener((ListChangeListener<Errand>) change -> fill());
        fill();
    }

    private void fill() {
        getChildren().setAll(model.errands().stream().limit(MOST).map(this::line).toList());
        Part.show(this, !getChildren().isEmpty());
    }

    private HBox line(Errand errand) {
        Label words = new Label();
        words.setId(WORDS);
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Tooltip failures = new Tooltip();
        ProgressBar bar = new ProgressBar();
        bar.setMinWidth(0);
        Button copy = button(COPY, Texts.of("explorer.errand.copy"));
        Button stop = button(STOP, "");
        errand.sight()
                .subscribe(
                        now -> {
                            words.setText(Visible.of(now.words()));
                            bar.setProgress(now.share());
                            bar.setAccessibleText(now.words());
                            Part.show(bar, now.running());
                            Part.show(copy, !now.failures().isEmpty());
                            String list =
                                    now.failures().stream()
                                            .map(Visible::of)
                                            .collect(Collectors.joining("\n"));
                            copy.setOnAction(event -> Copy.text(list));
                            failures.setText(list);
                            words.setTooltip(now.failures().isEmpty() ? null : failures);
                            words.pseudoClassStateChanged(
                                    TransferCell.FAILED, !now.failures().isEmpty());
                            stop.setText(
                                    Texts.of(
                                            now.running()
                                                    ? "explorer.errand.cancel"
                                                    : "explorer.errand.close"));
                            stop.setOnAction(
                                    event -> {
                                        if (now.running()) {
                                            errand.cancel();
                                        } else {
                                            model.dismiss(errand);
                                        }
                                    });
                        });
        HBox line = new HBox(words, bar, copy, stop);
        line.getStyleClass().addAll("line", LINE);
        return line;
    }

    private static Button button(String id, String text) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }
}
