package dev.blobdrop.gui.session;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.FocusHeirs;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Shows who is signed in and how to change that. Always visible.
public final class IdentityChip extends VBox {
    public static final String IDENTITY = "identity";
    public static final String WHY = "why";
    static final String RETRY = "retry-sign-in";
    static final String SIGN_IN = "sign-in";

    private final SignInModel signIns;
    private final MenuButton chip = new MenuButton();
    private final SignInPanel panel;

    /// @param whyWanted whether the credential chain is shown; changed here and elsewhere
    IdentityChip(SessionModel session, BooleanProperty whyWanted) {
        this.signIns = session.signIns();
        this.panel = new SignInPanel(signIns);
        ObservableValue<String> text = signIns.state().map(SignIn::text);
        chip.setId(IDENTITY);
        chip.getStyleClass().addAll("chip", Styles.SMALL);
        chip.textProperty().bind(text.map(Visible::of));
        chip.accessibleTextProperty().bind(text.map(state -> Texts.of("chain.identity.accessible", state)));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text.map(Visible::of));
        chip.setTooltip(whole);
        new SignInMenu(signIns, panel::ask).fill(chip.getItems());

        HBox line = new HBox(chip, signInButton(), retry(), why(whyWanted));
        line.getStyleClass().add("line");
        FocusHeirs.of(this, () -> Optional.of(chip));
        getStyleClass().add("identity-chip");
        getChildren().add(line);
    }

    /// The node that shows who is signed in.
    Node chip() {
        return chip;
    }

    /// The steps of an interactive sign-in; the caller places it.
    SignInPanel panel() {
        return panel;
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

    /// Starts the chosen sign-in if it is interactive; otherwise shows the ways to sign in.
    void signIn() {
        if (signIns.tried().kind().asksPerson()) {
            signIns.again();
        } else {
            chip.show();
        }
    }

    /// Shows the ways to sign in.
    void choose() {
        chip.show();
    }

    private Button signInButton() {
        Button signIn = button(SIGN_IN, "chain.sign-in");
        signIn.getStyleClass().add(Styles.ACCENT);
        signIn.setOnAction(event -> signIn());
        showWhile(signIn, signIns.state().map(IdentityChip::isOut));
        return signIn;
    }

    private Button retry() {
        Button retry = button(RETRY, "chain.retry");
        retry.setOnAction(event -> signIns.again());
        showWhile(
                retry,
                signIns.state()
                        .map(state -> state instanceof SignIn.Refused
                                && !signIns.tried().kind().asksPerson()));
        return retry;
    }

    private static boolean isOut(SignIn state) {
        return !(state instanceof SignIn.Done || state instanceof SignIn.Checking);
    }

    private static Button button(String id, String key) {
        Button button = new Button(Texts.of(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    private static void showWhile(Button button, ObservableValue<Boolean> wanted) {
        button.visibleProperty().bind(wanted);
        button.managedProperty().bind(button.visibleProperty());
    }
}
