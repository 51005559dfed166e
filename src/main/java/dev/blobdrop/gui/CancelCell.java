package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.TransferRow;

import javafx.scene.control.Button;
import javafx.scene.control.TableCell;

import java.util.function.Consumer;

/// A Cancel button while there is something to cancel.
final class CancelCell extends TableCell<TransferRow, TransferRow> {
    static final String STYLE = "cancel";

    private static final String TEXT = "Cancel";

    private final Button button = new Button(TEXT);

    CancelCell(Consumer<TransferRow> cancel) {
        button.getStyleClass().addAll(STYLE, Styles.SMALL);
        button.setOnAction(event -> cancel.accept(getItem()));
    }

    @Override
    protected void updateItem(TransferRow row, boolean empty) {
        super.updateItem(row, empty);
        button.visibleProperty().unbind();
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        button.visibleProperty().bind(row.active());
        button.setAccessibleText(TEXT + " " + row.name().get());
        setGraphic(button);
    }
}
