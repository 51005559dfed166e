package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.SignIn;
import dev.blobdrop.gui.model.Texts;

import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// As whom, and the way to change it. Always visible.
final class IdentityChip extends VBox {
    static final String IDENTITY = "identity";
    static final String WHY = "why";
    static final String RETRY = "retry-sign-in";

    private final SessionModel session;

    /// @param whyWanted whether the credential chain is to be seen; changed here and elsewhere
    IdentityChip(SessionModel session, BooleanProperty whyWanted) {
        this.session = session;
        Label chip = new Label();
        chip.setId(IDENTITY);
        chip.getStyleClass().add("chip");
        chip.textProperty().bind(session.signIn().map(SignIn::text));
        Label caption = new Label(Texts.of("chain.identity"));
        caption.getStyleClass().add("caption");
        caption.setLabelFor(chip);
        caption.setMinWidth(Region.USE_PREF_SIZE);

        HBox line = new HBox(caption, chip, why(whyWanted), retry());
        line.getStyleClass().add("line");
        getChildren().add(line);
    }

    private static ToggleButton why(BooleanProperty wanted) {
        ToggleButton why = new ToggleButton(Texts.of("chain.why"));
        why.setId(WHY);
        why.setMnemonicParsing(true);
        why.setAccessibleHelp(Texts.of("chain.why.help"));
        why.setMinWidth(Region.USE_PREF_SIZE);
        why.getStyleClass().add(Styles.SMALL);
        why.selectedProperty().bindBidirectional(wanted);
        return why;
    }

    private Button retry() {
        Button retry = new Button(Texts.of("chain.retry"));
        retry.setId(RETRY);
        retry.setMinWidth(Region.USE_PREF_SIZE);
        retry.getStyleClass().add(Styles.SMALL);
        retry.setOnAction(event -> session.signInAgain());
        retry.visibleProperty()
                .bind(session.signIn().map(state -> state instanceof SignIn.Refused));
        retry.managedProperty().bind(retry.visibleProperty());
        return retry;
    }
}
