package dev.blobdrop.gui;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.model.Notice;
import dev.blobdrop.gui.model.Texts;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import java.util.ArrayList;
import java.util.List;

/// Problems in the words of the one state component.
final class Troubles {
    private Troubles() {}

    /// What the core says, with the way out as buttons: try again where that may help, and the
    /// command that mends it, to be copied.
    ///
    /// @param id the buttons' ids begin with this
    static PaneState of(String id, Problem problem, Runnable again) {
        Notice notice = Notice.of(problem);
        List<PaneState.Choice> choices = new ArrayList<>();
        if (!notice.lines().isEmpty()) {
            choices.add(
                    new PaneState.Choice(
                            id + "-copy",
                            Texts.of("explorer.state.copy"),
                            () -> copy(notice.copyText())));
        }
        choices.add(new PaneState.Choice(id + "-again", Texts.of("explorer.state.again"), again));
        return new PaneState(icon(problem), notice.title(), notice.detail(), choices);
    }

    private static Icon icon(Problem problem) {
        return switch (problem.kind()) {
            case DENIED_BY_ROLE, DENIED_BY_NETWORK -> Icon.LOCK;
            case NO_IDENTITY, IDENTITY_REFUSED -> Icon.PERSON;
            case NOT_FOUND -> Icon.MISSING;
            case TRANSIENT -> Icon.OFFLINE;
            case BUG, USAGE, SOURCE_UNUSABLE, SOURCE_CHANGED, CONFLICT -> Icon.WARNING;
        };
    }

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
