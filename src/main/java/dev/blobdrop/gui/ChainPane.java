package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.gui.model.SessionModel;
import dev.blobdrop.gui.model.SignIn;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

/// Why it is this identity: each credential in the order in which it was asked, how that ended and
/// why.
final class ChainPane extends ScrollPane {
    static final String ID = "chain";

    private static final String TITLE = "Which credential answered";
    private static final String ORDER =
            "Asked one after the other, in the Azure library's own order, up to the first that"
                    + " answers or is refused.";
    private static final String NOT_BEGUN = "Nobody has been asked yet.";
    private static final String WHO = "%s, by %s";
    private static final String TENANT = "Tenant %s";
    private static final String OBJECT = "Object id %s";
    private static final String VALID = "Token valid until %s, renewed by itself";
    private static final String MILLIS = "%d ms";
    private static final String SECONDS = "%.1f s";

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withZone(ZoneId.systemDefault());

    private final SessionModel session;
    private final VBox content = new VBox();

    ChainPane(SessionModel session) {
        this.session = session;
        setId(ID);
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("chain");
        content.getStyleClass().add("content");
        session.trace().subscribe(trace -> fill());
        session.signIn().subscribe(signIn -> fill());
    }

    private void fill() {
        content.getChildren().setAll(label(TITLE, Styles.TITLE_4));
        switch (session.signIn().get()) {
            case SignIn.Done(Identity identity, String credential) -> who(identity, credential);
            case SignIn.Refused(var problem) -> {
                add(problem.title(), "refused");
                add(problem.detail(), "detail");
            }
            case SignIn.Checking checking -> add(checking.text(), "detail");
            case SignIn.NotBegun none -> add(NOT_BEGUN, "detail");
            case SignIn.Expired ended -> add(ended.text(), "refused");
        }
        add(ORDER, Styles.TEXT_MUTED);
        session.trace()
                .get()
                .ifPresent(
                        trace ->
                                trace.links()
                                        .forEach(link -> content.getChildren().add(link(link))));
    }

    private void who(Identity identity, String credential) {
        add(WHO.formatted(identity.name(), credential), Styles.TEXT_BOLD);
        identity.tenantId().ifPresent(id -> add(TENANT.formatted(id), "detail"));
        identity.objectId().ifPresent(id -> add(OBJECT.formatted(id), "detail"));
        add(VALID.formatted(CLOCK.format(identity.expiresOn())), "detail");
    }

    private void add(String text, String style) {
        content.getChildren().add(label(text, style));
    }

    private static Node link(ChainTrace.Link link) {
        Label title = new Label(link.order() + "  " + link.title());
        title.getStyleClass().add(Styles.TEXT_BOLD);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label outcome = new Label(link.outcome().word());
        outcome.getStyleClass().addAll("outcome", link.outcome().name().toLowerCase(Locale.ROOT));
        HBox head = new HBox(title, space, outcome);

        String took = link.took().map(time -> time(time) + ", ").orElse("");
        VBox entry = new VBox(head, label(took + link.effect().word(), Styles.TEXT_MUTED));
        Optional.of(link.reason())
                .filter(reason -> !reason.isEmpty())
                .ifPresent(reason -> entry.getChildren().add(label(reason, "detail")));
        entry.getStyleClass().add("link");
        return entry;
    }

    private static String time(Duration time) {
        return time.toMillis() < 1000
                ? MILLIS.formatted(time.toMillis())
                : String.format(Locale.getDefault(), SECONDS, time.toMillis() / 1000.0);
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
