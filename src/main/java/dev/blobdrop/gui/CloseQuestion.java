package dev.blobdrop.gui;

import dev.blobdrop.gui.base.Texts;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;

/// Asks before running tasks are stopped.
final class CloseQuestion {
    private final ButtonType keep = new ButtonType(Texts.of("transfers.close.keep"), ButtonData.CANCEL_CLOSE);
    private final ButtonType stop = new ButtonType(Texts.of("transfers.close.stop"), ButtonData.NO);
    private final Alert alert;

    CloseQuestion(Stage owner, long unfinished) {
        alert = new Alert(Alert.AlertType.CONFIRMATION, Texts.of("transfers.close.detail"), keep, stop);
        alert.initOwner(owner);
        alert.setTitle(Texts.of("transfers.close.title"));
        Button safe = (Button) alert.getDialogPane().lookupButton(keep);
        safe.setDefaultButton(true);
        alert.setOnShown(event -> safe.requestFocus());
        alert.setHeaderText(Texts.of("transfers.close.header", unfinished));
    }

    /// Asks and waits for the answer.
    boolean isStopWanted() {
        return alert.showAndWait().filter(stop::equals).isPresent();
    }
}
