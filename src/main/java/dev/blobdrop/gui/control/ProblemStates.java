package dev.blobdrop.gui.control;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.FixPlace;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns problems into [PaneState]s.
///
/// @param settings opens the settings
/// @param signIn shows the ways to sign in
public record ProblemStates(Runnable settings, Runnable signIn) {

    /// The problem with a button that tries again, a button for the place in the window that fixes
    /// it, and the commands that fix it.
    ///
    /// @param id the buttons' ids begin with this
    public PaneState of(String id, Problem problem, Runnable again) {
        Notice notice = Notice.of(problem);
        List<PaneState.Choice> choices = new ArrayList<>();
        choices.add(new PaneState.Choice(id + "-again", Texts.of("explorer.state.again"), again));
        notice.fixPlace().ifPresent(way -> choices.add(choice(id, way)));
        String sentence = Stream.concat(Stream.of(notice.detail()), notice.advice().stream())
                .map(ProblemStates::closed)
                .collect(Collectors.joining(" "));
        return new PaneState(icon(problem), notice.title(), sentence, notice.lines(), choices);
    }

    private PaneState.Choice choice(String id, FixPlace way) {
        return new PaneState.Choice(id + "-" + word(way), text(way), action(way));
    }

    /// The end of the id of its button.
    static String word(FixPlace way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String text(FixPlace way) {
        return Texts.of("window.way." + word(way));
    }

    Runnable action(FixPlace way) {
        return switch (way) {
            case SETTINGS -> settings;
            case SIGN_IN -> signIn;
        };
    }

    private static String closed(String sentence) {
        return sentence.isEmpty() || sentence.matches("(?s).*[.!?:]") ? sentence : sentence + ".";
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
}
