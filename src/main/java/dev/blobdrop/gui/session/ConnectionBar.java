package dev.blobdrop.gui.session;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Icon;
import dev.blobdrop.gui.control.Shortcut;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.ActionEvent;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The account and the identity, at the top of the window.
public final class ConnectionBar extends VBox {
    public static final String ACCOUNT = "account";
    static final String USED = "used-accounts";
    public static final String TROUBLE = "account-trouble";
    public static final String SETTINGS = "settings";
    public static final String KEYS = "keys";

    private static final Duration PAUSE = Duration.millis(800);

    private final SessionModel session;
    private final SettingsModel settings;
    private final IdentityChip identity;
    private final CustomTextField account = new CustomTextField();
    private final ContextMenu used = new ContextMenu();
    private final BooleanProperty whyWanted = new SimpleBooleanProperty();

    /// @param settingsWanted opens the settings
    /// @param keysWanted opens the list of shortcuts
    public ConnectionBar(SessionModel session, SettingsModel settings, Runnable settingsWanted, Runnable keysWanted) {
        this.session = session;
        this.settings = settings;
        this.identity = new IdentityChip(session, whyWanted);
        account.setId(ACCOUNT);
        account.setPromptText(Texts.of("window.account.prompt"));
        account.textProperty().bindBidirectional(session.accountText());
        account.setRight(usedButton());
        account.setOnAction(event -> session.accept());
        account.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        account.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                session.left();
            }
        });
        HBox.setHgrow(account, Priority.ALWAYS);
        HBox where = new HBox(label(), account);
        HBox buttons = new HBox(
                button(SETTINGS, Icon.SETTINGS, Shortcut.SETTINGS, settingsWanted),
                button(KEYS, Icon.KEYS, Shortcut.HELP, keysWanted));
        where.getStyleClass().add("line");
        buttons.getStyleClass().add("line");
        getChildren().addAll(new FoldingLine(where, identity, buttons), trouble());
        getStyleClass().add("connection");
    }

    private static Button button(String id, Icon icon, Shortcut shortcut, Runnable action) {
        Button button = new Button();
        button.setId(id);
        button.setGraphic(icon.node());
        button.setAccessibleText(shortcut.text());
        button.setTooltip(new Tooltip(shortcut.label()));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setOnAction(event -> action.run());
        return button;
    }

    /// Shows why the account is invalid, but not while the user is typing.
    private Label trouble() {
        Label trouble = new Label();
        trouble.setId(TROUBLE);
        trouble.setWrapText(true);
        trouble.getStyleClass().add("field-trouble");
        trouble.managedProperty().bind(trouble.visibleProperty());
        trouble.visibleProperty().bind(trouble.textProperty().isNotEmpty());
        PauseTransition pause = new PauseTransition(PAUSE);
        pause.setOnFinished(event -> trouble.setText(
                account.isFocused()
                        ? SessionModel.accountTrouble(account.getText())
                                .map(Visible::of)
                                .orElse("")
                        : ""));
        account.textProperty().subscribe((before, text) -> {
            trouble.setText("");
            pause.playFromStart();
        });
        account.addEventHandler(ActionEvent.ACTION, event -> trouble.setText(""));
        account.focusedProperty().subscribe(focused -> trouble.setText(""));
        return trouble;
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

    /// Alt+Down opens the list, as in any combo box.
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
            item.setOnAction(event -> {
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

    /// The steps of an interactive sign-in; takes no room otherwise.
    public SignInPanel signInPanel() {
        return identity.panel();
    }

    /// The node that shows who is signed in.
    public Node identity() {
        return identity.chip();
    }

    /// Starts an interactive sign-in, or shows the ways to sign in.
    public void signIn() {
        identity.signIn();
    }

    /// Shows the ways to sign in.
    public void chooseSignIn() {
        identity.choose();
    }

    /// Whether the credential chain is shown.
    public BooleanProperty whyWanted() {
        return whyWanted;
    }

    /// Shows or hides the credential chain.
    public void toggleWhy() {
        whyWanted.set(!whyWanted.get());
    }

    /// The account field.
    public TextField account() {
        return account;
    }

    /// Moves the focus to the account field.
    public void askForAccount() {
        account.requestFocus();
    }
}
