package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.SignIn;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Where uploads go, and as whom.
final class ConnectionBar extends VBox {
    static final String ACCOUNT = "account";
    static final String CONTAINER = "container";
    static final String IDENTITY = "identity";
    static final String WHY = "why";
    static final String RETRY = "retry-sign-in";

    private static final String ACCOUNT_LABEL = "_Account";
    private static final String ACCOUNT_PROMPT = "contosodata, or the account's URL, then Enter";
    private static final String CONTAINER_LABEL = "_Container";
    private static final String IDENTITY_LABEL = "Identity";
    private static final String WHY_TEXT = "_Why?";
    private static final String WHY_HELP = "Which credential answered, and why the others did not";
    private static final String RETRY_TEXT = "_Try again";

    private final SessionModel session;
    private final TextField account;
    private final ToggleButton why = new ToggleButton(WHY_TEXT);

    ConnectionBar(SessionModel session) {
        this.session = session;
        this.account = field(ACCOUNT, session.accountText());
        account.setPromptText(ACCOUNT_PROMPT);
        HBox.setHgrow(account, Priority.ALWAYS);
        TextField container = field(CONTAINER, session.containerText());
        container.setPrefColumnCount(14);

        HBox target =
                new HBox(
                        label(ACCOUNT_LABEL, account),
                        account,
                        label(CONTAINER_LABEL, container),
                        container);
        target.getStyleClass().add("line");
        getChildren().addAll(target, identity());
        getStyleClass().add("connection");
    }

    private HBox identity() {
        Label caption = new Label(IDENTITY_LABEL);
        caption.getStyleClass().add("caption");
        Label chip = new Label();
        chip.setId(IDENTITY);
        chip.getStyleClass().add("chip");
        chip.textProperty().bind(session.signIn().map(SignIn::text));
        caption.setLabelFor(chip);
        caption.setMinWidth(Region.USE_PREF_SIZE);

        why.setId(WHY);
        why.setMnemonicParsing(true);
        why.setAccessibleHelp(WHY_HELP);
        why.setMinWidth(Region.USE_PREF_SIZE);

        Button retry = new Button(RETRY_TEXT);
        retry.setId(RETRY);
        retry.setMinWidth(Region.USE_PREF_SIZE);
        retry.setOnAction(event -> session.signInAgain());
        retry.visibleProperty()
                .bind(session.signIn().map(state -> state instanceof SignIn.Refused));
        retry.managedProperty().bind(retry.visibleProperty());

        why.getStyleClass().add(Styles.SMALL);
        retry.getStyleClass().add(Styles.SMALL);
        HBox line = new HBox(caption, chip, why, retry);
        line.getStyleClass().add("line");
        return line;
    }

    private TextField field(String id, StringProperty text) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(text);
        field.setOnAction(event -> session.accept());
        field.focusedProperty()
                .subscribe(
                        (before, focused) -> {
                            if (!focused) {
                                session.accept();
                            }
                        });
        return field;
    }

    private static Label label(String text, TextField field) {
        Label label = new Label(text);
        label.getStyleClass().add("caption");
        label.setMnemonicParsing(true);
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// Whether the credential chain is to be seen.
    BooleanProperty whyWanted() {
        return why.selectedProperty();
    }

    void toggleWhy() {
        why.setSelected(!why.isSelected());
    }

    void askForAccount() {
        account.requestFocus();
    }
}
