package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Problems with a server's certificate. Each needs a different fix: a different name in the URL, a
/// corrected clock, a renewed certificate, or an authority to trust.
public final class CertificateProblems {
    private static final String UNTRUSTED = "untrusted-certificate";
    private static final String OTHER_NAME = "certificate-name";
    private static final String EXPIRED = "certificate-expired";
    private static final String NOT_YET = "certificate-not-yet-valid";
    private static final List<String> CODES = List.of(UNTRUSTED, OTHER_NAME, EXPIRED, NOT_YET);

    /// Java has a type for neither; these are the sentences of its own check, in every release.
    private static final Pattern NAME =
            Pattern.compile("No (?:name|subject alternative DNS name|subject alternative names)"
                    + "(?: matching(?: IP address)? (\\S+) found| present)");

    /// How the exceptions write a time, such as `NotAfter: Mon Nov 30 04:00:00 UTC 2026`.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss zzz yyyy", Locale.ROOT);

    private CertificateProblems() {}

    /// Whether this is the code of a certificate that was not accepted.
    public static boolean isCertificate(String code) {
        return CODES.contains(code);
    }

    static Optional<Problem> from(List<Throwable> causes, Facts facts) {
        Facts known = facts.with("server", server(facts));
        return validity(causes, known)
                .or(() -> otherName(causes, known))
                .or(() -> causes.stream().anyMatch(CertificateProblems::isTrust)
                        ? Catalogue.standard().problem(UNTRUSTED, known)
                        : Optional.empty());
    }

    /// A request to storage knows the account's host; one that signs in, the authority only.
    private static Optional<String> server(Facts facts) {
        return Stream.of("server", "host", "authority")
                .map(facts.values()::get)
                .filter(name -> name != null && !name.isEmpty())
                .findFirst();
    }

    private static Optional<Problem> validity(List<Throwable> causes, Facts facts) {
        for (Throwable cause : causes) {
            if (cause instanceof CertificateExpiredException) {
                return Catalogue.standard().problem(EXPIRED, facts.with("date", time(cause)));
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Catalogue.standard().problem(NOT_YET, facts.with("date", time(cause)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> time(Throwable cause) {
        String text = requireNonNullElse(cause.getMessage(), "").replaceFirst("^Not\\w+: ", "");
        try {
            return Optional.of(ZonedDateTime.parse(text, TIME)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString());
        } catch (DateTimeException e) {
            return Optional.of(text).filter(given -> !given.isEmpty());
        }
    }

    private static Optional<Problem> otherName(List<Throwable> causes, Facts facts) {
        return causes.stream()
                .filter(CertificateException.class::isInstance)
                .map(cause -> NAME.matcher(requireNonNullElse(cause.getMessage(), "")))
                .filter(Matcher::find)
                .findFirst()
                .map(found ->
                        facts.with("server", Optional.ofNullable(found.group(1)).or(() -> server(facts))))
                .flatMap(known -> Catalogue.standard().problem(OTHER_NAME, known))
                .map(problem -> withUsualName(problem, facts));
    }

    /// The service's certificates cover no name with `privatelink` in it.
    private static Problem withUsualName(Problem problem, Facts facts) {
        String usual = facts.values().get("usual");
        if (usual == null) {
            return problem;
        }
        List<Remedy> remedies = new ArrayList<>(List.of(Remedy.set(Setting.ACCOUNT_URL, "https://" + usual, "")));
        remedies.addAll(problem.remedies());
        return new Problem(
                problem.kind(),
                problem.code(),
                problem.title(),
                "Azure's certificates do not cover privatelink names. The account's usual name, "
                        + usual
                        + ", resolves to the same private endpoint inside the network.",
                remedies,
                problem.technical(),
                problem.retryable());
    }

    private static boolean isTrust(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathBuilderException
                || requireNonNullElse(cause.getMessage(), "").contains("unable to find valid certification");
    }
}
