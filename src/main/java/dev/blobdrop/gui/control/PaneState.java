package dev.blobdrop.gui.control;

import java.util.List;

/// The content of a pane that has no rows to show: the same four parts for each reason.
///
/// @param title the situation, without a full stop
/// @param sentence why, or what to do now
/// @param commands shell commands that fix it
/// @param choices at most two buttons, the better one first
public record PaneState(Icon icon, String title, String sentence, List<String> commands, List<Choice> choices) {
    /// A button of the pane.
    ///
    /// @param id of the button
    public record Choice(String id, String text, Runnable action) {}

    public PaneState {
        commands = List.copyOf(commands);
        choices = List.copyOf(choices);
        if (choices.size() > 2) {
            throw new IllegalArgumentException("More than two buttons: " + choices);
        }
    }

    /// A state without commands.
    public static PaneState of(Icon icon, String title, String sentence, Choice... choices) {
        return new PaneState(icon, title, sentence, List.of(), List.of(choices));
    }
}
