package dev.blobdrop.gui.control;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.gui.base.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;

/// How to fix a problem, as nodes.
public final class RemedyNodes {
    private RemedyNodes() {}

    /// Each command with a button that copies it, and other advice as text.
    ///
    /// @param id of the first button; the others end with their number
    public static List<Node> of(String id, Problem problem) {
        List<Node> nodes = new ArrayList<>();
        int commands = 0;
        for (Remedy remedy : problem.remedies()) {
            switch (remedy) {
                case Remedy.Command command -> {
                    if (!command.note().isEmpty()) {
                        nodes.add(Nodes.label(command.note() + ":", "detail"));
                    }
                    nodes.add(new CopyableCommand(id + (commands == 0 ? "" : "-" + commands), command.line()));
                    commands++;
                }
                case Remedy.Option option -> nodes.add(Nodes.label(words(option), "detail"));
                case Remedy.Sentence sentence -> nodes.add(Nodes.label(sentence.text(), "detail"));
            }
        }
        return nodes;
    }

    private static String words(Remedy.Option option) {
        String words = Texts.of("window.fix." + option.setting().id(), option.value());
        return option.note().isEmpty() ? words : words + " (" + option.note() + ")";
    }
}
