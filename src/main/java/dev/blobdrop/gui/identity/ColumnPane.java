package dev.blobdrop.gui.identity;

import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Clip;
import dev.blobdrop.gui.control.EqualColumns;
import dev.blobdrop.gui.control.Nodes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

/// This machine or a pod: the identity, the credentials, the permissions and the stages of a
/// diagnosis. A part is rebuilt only when its content changes, so that it keeps the focus.
final class ColumnPane extends VBox {
    private final String id;
    private final ChainModel model;
    private final boolean live;
    private final boolean wide;

    private final Label title = Nodes.label("", "place");
    private final Label subtitle = Nodes.label("", "subtitle");
    private final VBox identity = part();
    private final VBox links = part();
    private final VBox access = part();
    private final VBox doctor = part();
    private final EqualColumns halves = new EqualColumns();
    private Optional<ChainColumn> last = Optional.empty();
    private boolean shift;

    /// @param live whether it shows this machine
    /// @param wide whether it has two halves side by side while nothing is compared
    ColumnPane(String id, ChainModel model, boolean live, boolean wide) {
        this.id = id;
        this.model = model;
        this.live = live;
        this.wide = wide;
        setId(id);
        getStyleClass().add("column");
        halves.getStyleClass().add("halves");
        getChildren().addAll(new VBox(title, subtitle), halves);
        stack(false);
    }

    private static VBox part() {
        VBox part = new VBox();
        part.getStyleClass().add("part");
        return part;
    }

    /// Puts everything into one column, because a pod is beside it or the pane is narrow.
    void stack(boolean wanted) {
        if (wide && !wanted) {
            halves.show(true, List.of(half(links), half(doctor, identity, access)));
        } else {
            halves.show(true, List.of(half(identity, doctor, links, access)));
        }
    }

    private static VBox half(Node... parts) {
        VBox half = new VBox(parts);
        half.getStyleClass().add("half");
        return half;
    }

    void show(ChainColumn now) {
        title.setText(Visible.of(now.title()));
        subtitle.setText(Visible.of(now.subtitle()));
        Nodes.show(subtitle, !now.subtitle().isEmpty());
        fill(identity, now, ColumnPane::who, () -> identity(now));
        fill(links, now, ColumnPane::order, () -> links(now));
        fill(access, now, ColumnPane::rights, () -> access(now));
        fill(doctor, now, ChainColumn::doctor, () -> doctor(now));
        last = Optional.of(now);
    }

    /// The values that the identity part depends on.
    private static Object who(ChainColumn column) {
        return List.of(
                column.trace().flatMap(ChainTrace::identity),
                column.trace().flatMap(ChainTrace::winner),
                column.problem(),
                isExplained(column),
                column.working());
    }

    private static Object order(ChainColumn column) {
        return List.of(
                column.trace().map(ChainTrace::links),
                column.trace().map(ChainTrace::renewals),
                column.asking(),
                column.survey());
    }

    private static Object rights(ChainColumn column) {
        return List.of(column.access(), column.trace().flatMap(ChainTrace::identity));
    }

    private void fill(VBox part, ChainColumn now, Function<ChainColumn, Object> says, Supplier<List<Node>> nodes) {
        if (!last.map(says)
                .filter(before -> Objects.equals(before, says.apply(now)))
                .isPresent()) {
            List<Node> made = nodes.get();
            part.getChildren().setAll(made);
            Nodes.show(part, !made.isEmpty());
        }
    }

    private List<Node> identity(ChainColumn column) {
        VBox card = new VBox();
        card.getStyleClass().add("card");
        Optional<Identity> who = column.trace().flatMap(ChainTrace::identity);
        if (who.isPresent()) {
            known(card, who.get(), column);
        } else if (column.working()) {
            card.getChildren().add(Nodes.label(Texts.of("chain.asking"), "who"));
        } else if (isExplained(column)) {
            return List.of();
        } else if (column.problem().isPresent()) {
            card.getStyleClass().add("refused");
            card.getChildren().add(Nodes.label(column.problem().get().title(), "who"));
            card.getChildren().add(Nodes.label(column.problem().get().detail(), "detail"));
        } else if (column.trace().isPresent() || live) {
            card.getChildren().add(Nodes.label(Texts.of(live ? "chain.nobody" : "chain.nobody.pod"), "who"));
        } else {
            return List.of();
        }
        return List.of(card);
    }

    /// Whether the diagnosis explains the same problem in more detail.
    private static boolean isExplained(ChainColumn column) {
        return column.doctor()
                .flatMap(Diagnosis::cause)
                .filter(cause -> column.problem()
                        .map(Problem::code)
                        .orElse(cause.problem().code())
                        .equals(cause.problem().code()))
                .isPresent();
    }

    private void known(VBox card, Identity who, ChainColumn column) {
        card.getStyleClass().add("known");
        String credential = column.trace()
                .flatMap(ChainTrace::winner)
                .map(ChainTrace.Link::title)
                .orElse(who.credential());
        card.getChildren().add(Nodes.label(who.name(), "who"));
        card.getChildren()
                .add(Nodes.label(Texts.of(column.survey() ? "chain.would-by" : "chain.by", credential), "by"));
        card.getChildren().add(Nodes.label(Texts.of("chain.valid", ChainText.clock(who.expiresOn())), "detail"));
        who.appId().ifPresent(id -> claim(card, "chain.app", id));
        who.objectId().ifPresent(id -> claim(card, "chain.object", id));
        who.tenantId().ifPresent(id -> claim(card, "chain.tenant-id", id));
        card.getChildren().add(Nodes.label(Texts.of("chain.unverified"), "small"));
        Button copy = Nodes.button("copy-" + id, Texts.of("chain.copy"));
        copy.setAccessibleHelp(Texts.of("chain.copy.help"));
        copy.setTooltip(new Tooltip(Texts.of("chain.copy.help")));
        copy.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> shift = event.isShiftDown());
        copy.addEventFilter(KeyEvent.ANY, event -> shift = event.isShiftDown());
        copy.setOnAction(event -> last.ifPresent(now -> Clip.text(ChainText.copy(now, shift))));
        card.getChildren().add(copy);
    }

    private static void claim(VBox card, String key, String id) {
        card.getChildren().add(Nodes.label(Texts.of(key, id), "claim"));
    }

    private List<Node> links(ChainColumn column) {
        if (column.trace().isEmpty()) {
            return List.of();
        }
        VBox list = new VBox();
        list.getStyleClass().add("links");
        List<ChainTrace.Link> all = column.trace().get().links();
        all.forEach(link -> list.getChildren()
                .add(new LinkPane(
                        link, column.asking().filter(n -> n == link.order()).isPresent(), link == all.getLast())));
        Label heading = Nodes.label(Texts.of(column.survey() ? "chain.order.everyone" : "chain.order"), "heading");
        VBox part = new VBox(heading, list);
        List<Instant> renewals = column.trace().get().renewals();
        renewals.reversed().stream()
                .limit(5)
                .forEach(when -> part.getChildren()
                        .add(Nodes.label(Texts.of("chain.renewed", ChainText.clock(when)), "renewed")));
        part.getStyleClass().add("part");
        return List.of(part);
    }

    private List<Node> access(ChainColumn column) {
        if (column.access().isEmpty()) {
            return List.of();
        }
        return List.of(new AccessPane(id, column.access(), live ? Optional.of(model) : Optional.empty()));
    }

    private List<Node> doctor(ChainColumn column) {
        return column.doctor().stream()
                .<Node>map(found -> new StationsPane(id, found, live ? Optional.of(model) : Optional.empty()))
                .toList();
    }
}
