package dev.blobdrop.gui;

import dev.blobdrop.gui.model.SessionModel;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Where uploads go, and as whom.
final class ConnectionBar extends VBox {
    static final String ACCOUNT = "account";
    static final String CONTAINER = "container";

    private static final String ACCOUNT_LABEL = "_Account";
    private static final String ACCOUNT_PROMPT = "contosodata, or the account's URL, then Enter";
    private static final String CONTAINER_LABEL = "_Container";

    private final SessionModel session;
    private final TextField account;
    private final BooleanProperty whyWanted = new SimpleBooleanProperty();

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
        getChildren().addAll(target, new IdentityChip(session, whyWanted));
        getStyleClass().add("connection");
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
        return whyWanted;
    }

    void toggleWhy() {
        whyWanted.set(!whyWanted.get());
    }

    void askForAccount() {
        account.requestFocus();
    }
}
