package dev.blobdrop.gui.identity;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.recording.Words;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.RemedyNodes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The permissions of the identity, one a row, and how to fix a denied one.
public final class AccessPane extends VBox {
    public static final String TRY_TO_WRITE = "try-to-write";

    private final String id;
    private final Optional<ChainModel> model;

    /// @param model for further tests; empty for a recording
    AccessPane(String id, List<Access> rights, Optional<ChainModel> model) {
        this.id = id;
        this.model = model;
        getStyleClass().addAll("part", "rights");
        getChildren().add(Nodes.label(Texts.of("chain.access"), "heading"));
        rights.forEach(access -> getChildren().add(row(access)));
    }

    private Node row(Access access) {
        String verdict = Words.id(access.verdict());
        HBox head = Nodes.head(
                capital(access.action().words()), capital(access.verdict().words()));
        VBox body = new VBox(head, Nodes.label(ChainText.says(access), "reason"));
        body.getStyleClass().add("link-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        access.problem()
                .filter(problem -> !problem.remedy().isEmpty())
                .ifPresent(problem -> body.getChildren().add(remedy(access, problem)));
        if (access.action() == Access.Action.WRITE && access.verdict() == Access.Verdict.NOT_CHECKED) {
            model.ifPresent(asked -> body.getChildren().add(tryToWrite(asked)));
        }
        HBox row = new HBox(Nodes.badge(verdict), body);
        row.getStyleClass().addAll("link", verdict);
        return row;
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Button tryToWrite(ChainModel model) {
        Button button = Nodes.button(TRY_TO_WRITE, Texts.of("chain.access.try"));
        button.setAccessibleHelp(Texts.of("chain.access.try.help"));
        button.setOnAction(event -> model.tryToWrite());
        return button;
    }

    /// How to fix it, shown on a click, with the commands.
    private Node remedy(Access access, Problem problem) {
        String name = id + "-" + Words.id(access.action());
        VBox fix = new VBox(Nodes.label(problem.detail(), "detail"));
        fix.getStyleClass().add("fix");
        fix.getChildren().addAll(RemedyNodes.of("copy-fix-" + name, problem));
        Nodes.show(fix, false);
        Button how = Nodes.button("fix-" + name, Texts.of("chain.fix"));
        how.setOnAction(event -> Nodes.show(fix, !fix.isVisible()));
        VBox all = new VBox(how, fix);
        all.getStyleClass().add("part");
        return all;
    }
}
