package dev.blobdrop.gui;

import dev.blobdrop.gui.model.TransferRow;

import javafx.css.PseudoClass;

import java.util.Optional;

/// The state's word, in the colour of how it ended; the colour only repeats the word.
final class StateCell extends TextCell {
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    StateCell() {
        getStyleClass().add("state");
    }

    @Override
    protected void updateItem(String text, boolean empty) {
        super.updateItem(text, empty);
        Optional<TransferRow.Stage> stage =
                Optional.ofNullable(empty ? null : getTableRow())
                        .map(row -> row.getItem())
                        .map(TransferRow::stage);
        pseudoClassStateChanged(FAILED, stage.filter(TransferRow.Stage.FAILED::equals).isPresent());
        pseudoClassStateChanged(DONE, stage.filter(TransferRow.Stage.DONE::equals).isPresent());
    }
}
