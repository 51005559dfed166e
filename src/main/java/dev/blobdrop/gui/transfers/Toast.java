package dev.blobdrop.gui.transfers;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Shows for five seconds over the table that an upload has ended, and longer while it has the
/// focus. It skips the row whose notice is already shown below the list.
public final class Toast extends HBox {
    public static final String ID = "toast";
    public static final String SHOW = "toast-show";

    private final TransferCommands commands;
    private final Predicate<TransferRow> told;
    private final Label text = new Label();
    private final Button show = new Button(Texts.of("transfers.toast.show"));
    private final PauseTransition time = new PauseTransition(Duration.seconds(5));

    /// @param told whether the row's notice is shown elsewhere
    Toast(TransfersModel transfers, TransferCommands commands, Predicate<TransferRow> told) {
        this.commands = commands;
        this.told = told;
        setId(ID);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMinWidth(0);
        getStyleClass().add("toast");
        HBox.setHgrow(text, Priority.ALWAYS);
        show.setId(SHOW);
        show.getStyleClass().add(Styles.SMALL);
        show.setMinWidth(Region.USE_PREF_SIZE);
        Button close = new Button(Texts.of("transfers.toast.close"));
        close.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.setOnAction(event -> setShown(false));
        getChildren().addAll(text, show, close);
        setShown(false);
        time.setOnFinished(event -> setShown(isFocusWithin()));
        focusWithinProperty().subscribe((before, within) -> {
            if (!within) {
                time.playFromStart();
            }
        });
        transfers.lastEnded().subscribe(this::tell);
    }

    private void tell(Optional<TransferRow> ended) {
        ended.filter(row -> row.stage() != RowStage.CANCELLED)
                .filter(told.negate())
                .ifPresent(this::tell);
    }

    private void tell(TransferRow row) {
        text.setText(Visible.of(Texts.of(
                "transfers.toast",
                row.drop().title(),
                row.state().get().label(),
                row.state().get().message())));
        show.setVisible(row.lastUploaded().isPresent());
        show.setOnAction(event -> commands.show(row));
        setShown(true);
        time.playFromStart();
    }

    private void setShown(boolean wanted) {
        setVisible(wanted);
        setManaged(wanted);
    }
}
