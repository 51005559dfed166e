package dev.blobdrop.gui;

import dev.blobdrop.gui.model.TransferRow;

import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

/// A text that may be cut off in the cell, whole in its tooltip.
class TextCell extends TableCell<TransferRow, String> {
    private final Tooltip whole = new Tooltip();

    @Override
    protected void updateItem(String text, boolean empty) {
        super.updateItem(text, empty);
        boolean nothing = empty || text == null || text.isEmpty();
        setText(nothing ? null : text);
        whole.setText(text);
        setTooltip(nothing ? null : whole);
    }
}
