package dev.blobdrop.gui.identity;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.recording.Words;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Nodes;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One credential of the chain: its number, name, result, duration and reason, its effect on the
/// chain, and its HTTP calls.
final class LinkPane extends HBox {
    /// @param asking whether it is being tried now
    /// @param last whether it is the last in the chain
    LinkPane(ChainTrace.Link link, boolean asking, boolean last) {
        String state = asking ? "asking" : Words.id(link.outcome());
        getStyleClass().addAll("link", state);
        getChildren().addAll(rail(state, last), body(link, asking));
    }

    private static VBox rail(String state, boolean last) {
        VBox rail = new VBox(Nodes.badge(state));
        rail.getStyleClass().add("rail");
        if (!last) {
            Region line = new Region();
            line.getStyleClass().add("rail-line");
            VBox.setVgrow(line, Priority.ALWAYS);
            rail.getChildren().add(line);
        }
        return rail;
    }

    private static VBox body(ChainTrace.Link link, boolean asking) {
        VBox body = new VBox(Nodes.head(
                Texts.of("chain.link", link.order(), link.title()),
                asking ? Texts.of("chain.link.asking") : link.outcome().word()));
        HBox.setHgrow(body, Priority.ALWAYS);
        body.getStyleClass().add("link-body");
        if (!link.reason().isEmpty()) {
            body.getChildren().add(Nodes.label(link.reason(), "reason"));
        }
        if (!asking && link.outcome() != ChainTrace.Outcome.NOT_TRIED) {
            String effect = link.took()
                    .map(ChainText::time)
                    .map(took ->
                            Texts.of("chain.link.effect", took, link.effect().word()))
                    .orElse(link.effect().word());
            body.getChildren().add(Nodes.label(effect, "effect"));
        }
        link.calls().forEach(call -> body.getChildren().add(call(call)));
        return body;
    }

    private static HBox call(ChainTrace.HttpCall call) {
        Label request = Nodes.label(ChainText.call(call), "call");
        HBox.setHgrow(request, Priority.ALWAYS);
        request.setMaxWidth(Double.MAX_VALUE);
        Label answer = new Label(ChainText.answer(call));
        answer.getStyleClass().add("answer");
        answer.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(request, answer);
        boolean good = call.status().filter(status -> status < 400).isPresent();
        line.getStyleClass().addAll("call-line", good ? "good" : "bad");
        return line;
    }
}
