package dev.blobdrop.gui.session;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Clip;
import dev.blobdrop.gui.control.FocusHeirs;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The steps of an interactive sign-in: choose a tenant, continue in the browser, enter a code.
/// Takes no room otherwise.
public final class SignInPanel extends VBox {
    public static final String TENANT = "sign-in-tenant";
    public static final String BEGIN = "sign-in-begin";
    public static final String CANCEL = "sign-in-cancel";
    public static final String LEFT = "sign-in-left";
    public static final String CODE = "sign-in-code";
    public static final String PAGE = "sign-in-page";
    public static final String REMARK = "sign-in-remark";

    private final SignInModel signIns;
    private final VBox content = new VBox();
    private final Label remark = new Label();
    private boolean filling;

    SignInPanel(SignInModel signIns) {
        this.signIns = signIns;
        remark.setId(REMARK);
        remark.getStyleClass().addAll("remark", Styles.TEXT_MUTED);
        remark.setWrapText(true);
        remark.setMinHeight(Region.USE_PREF_SIZE);
        signIns.remark().subscribe(this::remark);
        signIns.prompt().subscribe(this::asked);
        signIns.state().subscribe(state -> {
            if (state instanceof SignIn.Done) {
                end();
            }
        });
        // Never the Cancel button.
        FocusHeirs.of(
                content, () -> buttons().filter(b -> !CANCEL.equals(b.getId())).findFirst());
        content.getStyleClass().add("sign-in-panel");
        getChildren().addAll(content, remark);
        show();
    }

    private Stream<Node> buttons() {
        return content.lookupAll(".button").stream();
    }

    private void remark(Optional<String> text) {
        remark.setText(text.map(Visible::of).orElse(""));
        remark.setVisible(text.isPresent());
        remark.setManaged(text.isPresent());
    }

    /// Shows the form of an interactive sign-in; nothing opens before its button is pressed.
    void ask(CredentialKind kind) {
        TextField tenant = new TextField();
        tenant.setId(TENANT);
        tenant.setPromptText(Texts.of("chain.tenant.prompt"));
        tenant.setPrefColumnCount(22);
        Optional.of(signIns.tried())
                .filter(tried -> tried.kind() == kind)
                .flatMap(SignInChoice::tenant)
                .ifPresent(tenant::setText);
        Label caption = new Label(Texts.of("chain.tenant"));
        caption.setLabelFor(tenant);
        caption.getStyleClass().add("caption");
        caption.setMinWidth(Region.USE_PREF_SIZE);

        Runnable begin = () -> {
            filling = false;
            signIns.signIn(
                    new SignInChoice(kind, Optional.of(tenant.getText().strip()).filter(text -> !text.isEmpty())));
        };
        Button button = button(BEGIN, Texts.of("chain.begin." + kind.id()), begin);
        button.getStyleClass().add(Styles.ACCENT);
        tenant.setOnAction(event -> begin.run());
        HBox line = line(caption, tenant, button, button(CANCEL, Texts.of("chain.cancel"), this::show));
        line.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                show();
            }
        });
        show(line);
        filling = true;
        button.requestFocus();
    }

    private void asked(Optional<PromptState> asked) {
        switch (asked.orElse(null)) {
            case null -> end();
            case PromptState.InBrowser browser -> show(inBrowser(browser));
            case PromptState.ForCode code -> show(forCode(code), codeButtons(code));
        }
    }

    private Node inBrowser(PromptState.InBrowser browser) {
        return line(
                label("", Texts.of("chain.in-browser"), "detail"),
                left(),
                cancel(),
                copy("copy-sign-in-page", "chain.copy-link", browser.page().toString()));
    }

    private static Node forCode(PromptState.ForCode asked) {
        Label code = label(CODE, asked.code(), "device-code");
        code.setAccessibleText(String.join(" ", asked.code().split("")));
        Label page = label(PAGE, Texts.of("chain.for-code", asked.page()), "detail");
        return line(page, code);
    }

    private Node codeButtons(PromptState.ForCode asked) {
        return line(
                copy("copy-code", "chain.copy-code", asked.code()),
                copy("copy-page", "chain.copy-page", asked.page()),
                cancel(),
                left());
    }

    private Button cancel() {
        return button(CANCEL, Texts.of("chain.cancel"), signIns::cancel);
    }

    private Label left() {
        Label label = label(LEFT, "", "countdown");
        label.textProperty()
                .bind(signIns.left().map(time -> time.map(SignInPanel::clock).orElse("")));
        return label;
    }

    private static String clock(Duration time) {
        return Texts.of("chain.left", "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart()));
    }

    private static Button copy(String id, String key, String text) {
        return button(id, Texts.of(key), () -> Clip.text(text));
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(Styles.SMALL);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Label label(String id, String text, String style) {
        Label label = new Label(text);
        label.setId(id.isEmpty() ? null : id);
        label.getStyleClass().add(style);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("line");
        return line;
    }

    /// Closes the panel after a sign-in, unless the user is already filling in the next form.
    private void end() {
        if (!filling) {
            show();
        }
    }

    private void show(Node... nodes) {
        filling = false;
        content.getChildren().setAll(nodes);
        content.setVisible(nodes.length > 0);
        content.setManaged(nodes.length > 0);
    }
}
