package dev.blobdrop.gui;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;

/// Asks before work that is running is given up.
final class CloseQuestion {
    private static final String TITLE = "Uploads have not ended";
    private static final String ONE = "One upload has not ended.";
    private static final String MANY = "%d uploads have not ended.";
    private static final String DETAIL =
            "What was sent stays; a file that is half sent does not appear in the container.";
    private static final ButtonType KEEP = new ButtonType("Keep running", ButtonData.CANCEL_CLOSE);
    private static final ButtonType STOP = new ButtonType("Stop and quit", ButtonData.NO);

    private final Alert alert;

    CloseQuestion(Stage owner, long unfinished) {
        alert = new Alert(Alert.AlertType.CONFIRMATION, DETAIL, KEEP, STOP);
        alert.initOwner(owner);
        alert.setTitle(TITLE);
        alert.setOnShown(event -> alert.getDialogPane().lookupButton(KEEP).requestFocus());
        alert.setHeaderText(unfinished == 1 ? ONE : MANY.formatted(unfinished));
    }

    /// Asks and waits for the answer.
    boolean isStopWanted() {
        return alert.showAndWait().filter(STOP::equals).isPresent();
    }
}
