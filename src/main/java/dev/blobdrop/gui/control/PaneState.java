package dev.blobdrop.gui.control;

import java.util.List;

/// What a pane says when it has no rows to show: the same four parts whatever the reason is.
///
/// @param title what is the case, without a full stop
/// @param sentence why, or what to do now
/// @param commands what can be typed elsewhere to mend it
/// @param choices at most two buttons, the better one first
public record PaneState(Icon icon, String title, String sentence, List<String> commands, List<Choice> choices) {
    /// A button.
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

    public static PaneState of(Icon icon, String title, String sentence, Choice... choices) {
        return new PaneState(icon, title, sentence, List.of(), List.of(choices));
    }
}
