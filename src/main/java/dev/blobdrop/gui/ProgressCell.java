package dev.blobdrop.gui;

import dev.blobdrop.gui.model.TransferRow;

import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;

/// How far a drop is.
final class ProgressCell extends TableCell<TransferRow, Number> {
    private static final String PERCENT = "%d percent";
    private static final String UNKNOWN = "size not known yet";

    private final ProgressBar bar = new ProgressBar();

    ProgressCell() {
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("medium");
    }

    @Override
    protected void updateItem(Number share, boolean empty) {
        super.updateItem(share, empty);
        if (empty || share == null) {
            setGraphic(null);
            return;
        }
        bar.setProgress(share.doubleValue());
        bar.setAccessibleText(
                share.doubleValue() < 0
                        ? UNKNOWN
                        : PERCENT.formatted(Math.round(share.doubleValue() * 100)));
        setGraphic(bar);
    }
}
