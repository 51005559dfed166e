package dev.blobdrop.gui.session;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.gui.base.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

/// The ways to sign in, as a menu; the one in use is marked.
public final class SignInMenu {
    public static final String SIGN_OUT = "sign-out";

    private static final List<CredentialKind> FIRST = List.of(CredentialKind.DEFAULT, CredentialKind.AZURE_CLI);
    private static final List<CredentialKind> OTHERS = List.of(
            CredentialKind.AZURE_POWERSHELL,
            CredentialKind.AZURE_DEVELOPER_CLI,
            CredentialKind.ENVIRONMENT,
            CredentialKind.WORKLOAD_IDENTITY,
            CredentialKind.MANAGED_IDENTITY);
    private static final List<CredentialKind> PERSONS =
            List.of(CredentialKind.BROWSER, CredentialKind.DEVICE_CODE, CredentialKind.BROKER);

    private final SignInModel signIns;
    private final Consumer<CredentialKind> ask;
    private final ToggleGroup group = new ToggleGroup();

    /// @param ask called for an interactive credential
    SignInMenu(SignInModel signIns, Consumer<CredentialKind> ask) {
        this.signIns = signIns;
        this.ask = ask;
    }

    /// The id of the menu item of a credential.
    public static String id(CredentialKind kind) {
        return "sign-in-" + kind.id();
    }

    void fill(ObservableList<MenuItem> items) {
        FIRST.forEach(kind -> items.add(silent(kind)));
        Menu others = new Menu(Texts.of("chain.menu.others"));
        OTHERS.forEach(kind -> others.getItems().add(silent(kind)));
        items.addAll(others, new SeparatorMenuItem());
        PERSONS.forEach(kind -> items.add(person(kind)));
        items.addAll(new SeparatorMenuItem(), signOut());
    }

    private MenuItem silent(CredentialKind kind) {
        return item(kind, title(kind), () -> signIns.signIn(SignInChoice.of(kind)), Optional.empty());
    }

    private MenuItem person(CredentialKind kind) {
        Optional<String> obstacle = kind.obstacle();
        String text = obstacle.map(why -> Texts.of("chain.menu.not-here", title(kind), why))
                .orElseGet(() -> Texts.of("chain.menu.asks", title(kind)));
        return item(kind, text, () -> ask.accept(kind), obstacle);
    }

    private static String title(CredentialKind kind) {
        return SignInChoice.of(kind).title();
    }

    private MenuItem item(CredentialKind kind, String text, Runnable action, Optional<String> obstacle) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setId(id(kind));
        item.setToggleGroup(group);
        item.setMnemonicParsing(false);
        item.setDisable(obstacle.isPresent());
        item.setOnAction(event -> {
            mark(item, kind);
            action.run();
        });
        signIns.choice().subscribe(choice -> mark(item, kind));
        return item;
    }

    /// A click does not mark the item; the choice in use is marked.
    private void mark(RadioMenuItem item, CredentialKind kind) {
        if (signIns.choice().get().kind() == kind) {
            group.selectToggle(item);
        } else if (item.isSelected()) {
            item.setSelected(false);
        }
    }

    private MenuItem signOut() {
        MenuItem item = new MenuItem(Texts.of("chain.menu.sign-out"));
        item.setId(SIGN_OUT);
        item.setOnAction(event -> signIns.signOut());
        item.disableProperty().bind(signIns.state().map(state -> state instanceof SignIn.NotBegun));
        return item;
    }
}
