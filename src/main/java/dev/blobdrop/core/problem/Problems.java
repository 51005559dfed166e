package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Translates exceptions into [Problem]s: those of the network and what the identity provider says.
/// Exceptions of a library's own are translated beside that library, with [#from(Throwable,
/// Function)].
public final class Problems {
    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d+");

    /// What the identity provider appends to each of its messages.
    private static final Pattern SUPPORT_ONLY = Pattern.compile("\\s*(?:Trace ID:|Correlation ID:|Timestamp:).*$");

    private Problems() {}

    /// The problem behind an exception of the network, of the identity provider or of ours.
    ///
    /// @param facts fills the remedies
    public static Problem from(Throwable thrown, Facts facts) {
        return from(thrown, causes -> known(causes, facts));
    }

    /// The problem that a translator finds behind an exception. A [ProblemException] among the
    /// causes is not translated again; an unknown exception is a bug.
    ///
    /// @param translator is given the exception and its causes, outermost first
    public static Problem from(Throwable thrown, Function<List<Throwable>, Optional<Problem>> translator) {
        List<Throwable> causes = causes(thrown);
        Optional<ProblemException> ours = first(causes, ProblemException.class);
        if (ours.isPresent()) {
            return ours.get().problem();
        }
        String technical = technical(causes);
        return translator
                .apply(causes)
                .map(problem -> problem.withTechnical(technical))
                .orElseGet(() -> bug(causes).withTechnical(technical + stack(thrown)));
    }

    /// The problems that any library's exception may contain: a refusal by the identity provider,
    /// or a network failure.
    public static Optional<Problem> known(List<Throwable> causes, Facts facts) {
        return fromIdentityProvider(causes, facts)
                .or(() -> NetworkProblems.tooManyFiles(causes))
                .or(() -> NetworkProblems.from(causes, facts));
    }

    private static Optional<Problem> fromIdentityProvider(List<Throwable> causes, Facts facts) {
        for (Throwable cause : causes) {
            Matcher matcher = AADSTS.matcher(requireNonNullElse(cause.getMessage(), ""));
            if (matcher.find()) {
                String code = matcher.group();
                return Optional.of(Catalogue.standard()
                        .problem(code, facts)
                        .orElseGet(() -> refused(code, said(cause.getMessage()))));
            }
        }
        return Optional.empty();
    }

    private static Problem refused(String code, String text) {
        return Problem.of(Problem.Kind.IDENTITY_REFUSED, code, "The identity provider refused the sign-in", text)
                .withRemedy("Look up the code: https://login.microsoftonline.com/error?code="
                        + code.substring("AADSTS".length()));
    }

    private static Problem bug(List<Throwable> causes) {
        return Problem.of(
                        Problem.Kind.BUG,
                        "bug",
                        "Something unexpected happened",
                        "This is a bug in Blobdrop: "
                                + causes.getLast().getClass().getSimpleName()
                                + ".")
                .withRemedy("set verbose   run again and report the output");
    }

    /// The whole message of an identity provider or library, on one line and without secrets: the
    /// sentence that helps is often not the first. Java class names and trace ids are removed.
    public static String said(String message) {
        String text = requireNonNullElse(message, "no reason given").strip();
        text = FirstSentence.CLASS_NAMES.matcher(text).replaceFirst("").replaceAll("\\s+", " ");
        return Secrets.redact(SUPPORT_ONLY.matcher(text).replaceFirst("").strip());
    }

    /// The exception and everything that caused it, outermost first.
    public static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = thrown; next != null && !causes.contains(next); next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }

    /// The outermost of these exceptions that is of this type.
    public static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /// An exception whose message only repeats its cause's is named without it.
    private static String technical(List<Throwable> causes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < causes.size(); i++) {
            Throwable cause = causes.get(i);
            String message =
                    Secrets.redact(requireNonNullElse(cause.getMessage(), "").strip());
            boolean repeats = causes.stream()
                    .skip(i + 1)
                    .map(inner -> requireNonNullElse(inner.getMessage(), "").strip())
                    .map(Secrets::redact)
                    .anyMatch(inner -> !inner.isEmpty() && message.contains(inner));
            text.append(text.isEmpty() ? "" : "\n  caused by ")
                    .append(cause.getClass().getName());
            if (!message.isEmpty() && !repeats) {
                text.append(": ").append(message);
            }
        }
        return text.toString();
    }

    private static String stack(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(thrown.getStackTrace())
                .limit(20)
                .forEach(frame -> text.append("\n    at ").append(frame));
        return text.toString();
    }
}
