package dev.blobdrop.gui;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;

import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.SettingsModel;
import dev.blobdrop.gui.model.Texts;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Where uploads go, and as whom.
final class ConnectionBar extends HBox {
    static final String ACCOUNT = "account";
    static final String USED = "used-accounts";

    private final SessionModel session;
    private final SettingsModel settings;
    private final IdentityChip identity;
    private final CustomTextField account = new CustomTextField();
    private final ContextMenu used = new ContextMenu();
    private final BooleanProperty whyWanted = new SimpleBooleanProperty();

    ConnectionBar(SessionModel session, SettingsModel settings) {
        this.session = session;
        this.settings = settings;
        this.identity = new IdentityChip(session, whyWanted);
        account.setId(ACCOUNT);
        account.setPromptText(Texts.of("window.account.prompt"));
        account.textProperty().bindBidirectional(session.accountText());
        account.setRight(usedButton());
        account.setOnAction(event -> session.accept());
        account.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        account.focusedProperty()
                .subscribe(
                        (before, focused) -> {
                            if (!focused) {
                                session.accept();
                            }
                        });
        HBox.setHgrow(account, Priority.ALWAYS);
        getChildren().addAll(label(), account, identity);
        getStyleClass().addAll("line", "connection");
    }

    private Button usedButton() {
        Button button = new Button();
        button.setId(USED);
        button.setGraphic(Icon.DOWN.node());
        button.setFocusTraversable(false);
        button.setAccessibleText(Texts.of("window.account.used"));
        button.setTooltip(new Tooltip(Texts.of("window.account.used")));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setOnAction(event -> showUsed());
        return button;
    }

    /// Alt+Down opens the list, as in every field that has one.
    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN) {
            showUsed();
            event.consume();
        }
    }

    private void showUsed() {
        used.getItems().clear();
        for (String endpoint : settings.settings().get().accounts()) {
            MenuItem item = new MenuItem(endpoint);
            item.setMnemonicParsing(false);
            item.setOnAction(
                    event -> {
                        session.accountText().set(endpoint);
                        session.accept();
                    });
            used.getItems().add(item);
        }
        if (used.getItems().isEmpty()) {
            MenuItem none = new MenuItem(Texts.of("window.account.none"));
            none.setDisable(true);
            used.getItems().add(none);
        }
        used.show(account, Side.BOTTOM, 0, 2);
    }

    private Label label() {
        Label label = new Label(Texts.of("window.account"));
        label.getStyleClass().add("caption");
        label.setMnemonicParsing(true);
        label.setLabelFor(account);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// What a person has to do to sign in; takes no room otherwise.
    SignInPanel signInPanel() {
        return identity.panel();
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
