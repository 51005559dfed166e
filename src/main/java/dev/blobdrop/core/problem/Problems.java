package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.identity.CredentialUnavailableException;
import com.azure.storage.blob.models.BlobStorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The only translator of foreign exceptions into [Problem]s, with [NetworkProblems] and
/// [FileProblems].
///
/// Service errors are told apart by the service's own code, never by HTTP status alone: one status
/// 403 is a missing role, another a firewall.
public final class Problems {
    /// Code of an answer that no rule knows.
    public static final String ODD_ANSWER = "odd-answer";

    private static final List<String> NOT_AUTHENTICATED =
            List.of("AuthenticationFailed", "InvalidAuthenticationInfo", "NoAuthenticationInformation");

    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d+");

    /// What the service calls its errors; anything else is not repeated as one.
    private static final Pattern CODE = Pattern.compile("^[A-Za-z0-9]{1,80}$");

    /// What the identity provider appends to each of its messages.
    private static final Pattern SUPPORT_ONLY = Pattern.compile("\\s*(?:Trace ID:|Correlation ID:|Timestamp:).*$");

    /// The tenant in the challenge of a refused request.
    private static final Pattern TENANT = Pattern.compile("authorization_uri=\"?https://[^/\"]+/([^/\"\\s]+)");

    private static final List<Integer> PASSING_STATUS = List.of(408, 429, 500, 502, 503, 504);

    private Problems() {}

    /// The problem behind an exception of the Azure libraries, the network or the file system.
    ///
    /// @param facts fills the remedies
    public static Problem from(Throwable thrown, Facts facts) {
        List<Throwable> causes = causes(thrown);
        for (Throwable cause : causes) {
            if (cause instanceof ProblemException ours) {
                return ours.problem();
            }
        }
        String technical = technical(causes);
        return fromStorage(causes, facts)
                .or(() -> fromIdentityProvider(causes, facts))
                .or(() -> NetworkProblems.tooManyFiles(causes))
                .or(() -> NetworkProblems.from(causes, facts))
                .or(() -> unavailable(causes))
                .or(() -> fromHttp(causes))
                .map(problem -> problem.withTechnical(technical))
                .orElseGet(() -> bug(causes).withTechnical(technical + stack(thrown)));
    }

    private static Optional<Problem> fromStorage(List<Throwable> causes, Facts facts) {
        return first(causes, BlobStorageException.class).map(e -> fromStorage(e, facts));
    }

    private static Problem fromStorage(BlobStorageException e, Facts facts) {
        String code = e.getErrorCode() == null
                ? ""
                : CODE.matcher(e.getErrorCode().toString())
                        .results()
                        .map(MatchResult::group)
                        .findFirst()
                        .orElse("");
        if (code.equals("AuthorizationPermissionMismatch") && facts.values().containsKey("node")) {
            return Catalogue.standard()
                    .problem(facts.values().get("node"), facts)
                    .or(() -> Catalogue.standard().problem("node-identity", facts))
                    .orElseThrow();
        }
        Optional<String> tenant = otherTenant(e, code, facts);
        if (tenant.isPresent()) {
            return otherTenant(tenant.get(), facts);
        }
        Optional<Problem> known = storageEntry(code, facts).map(entry -> entry.problem(code, facts));
        if (known.isPresent()) {
            return known.get();
        }
        if (PASSING_STATUS.contains(e.getStatusCode())) {
            return Problem.of(
                    Problem.Kind.TRANSIENT,
                    code.isEmpty() ? "http-" + e.getStatusCode() : code,
                    "The storage service has a problem",
                    "It answered with status " + e.getStatusCode() + "; this is often temporary.");
        }
        return Problem.of(
                Problem.Kind.USAGE,
                code.isEmpty() ? "http-" + e.getStatusCode() : code,
                "The storage service refused the request",
                facts.fill("{host}")
                        + " answered with status "
                        + e.getStatusCode()
                        + (code.isEmpty() ? " without a reason." : ": " + code + "."));
    }

    /// The account's tenant, when the token that was refused is of another one.
    private static Optional<String> otherTenant(BlobStorageException e, String code, Facts facts) {
        boolean signIn = e.getStatusCode() == 401 || NOT_AUTHENTICATED.contains(code);
        return Optional.ofNullable(e.getResponse())
                .filter(answer -> signIn)
                .map(answer -> answer.getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE))
                .flatMap(Problems::challengedTenant)
                .filter(tenant -> facts.values().containsKey("tid"))
                .filter(tenant -> !tenant.equalsIgnoreCase(facts.values().get("tid")));
    }

    /// The tenant that a storage account belongs to, from what it answers to a request that it does
    /// not accept: `Bearer authorization_uri=https://login.microsoftonline.com/TENANT/oauth2/...`.
    public static Optional<String> challengedTenant(String challenge) {
        Matcher matcher = TENANT.matcher(challenge);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// The token is of one tenant, the account of another.
    public static Problem otherTenant(String accounts, Facts facts) {
        return Catalogue.standard()
                .problem("other-tenant", facts.with("other", accounts))
                .orElseThrow();
    }

    /// A request to the whole account has no container that a remedy could name.
    private static Optional<Catalogue.Entry> storageEntry(String code, Facts facts) {
        Catalogue catalogue = Catalogue.standard();
        Optional<Catalogue.Entry> forAccount =
                facts.values().containsKey("ctr") ? none() : catalogue.byCode(code + "/account");
        return forAccount.or(() -> catalogue.byCode(code));
    }

    private static Optional<Problem> fromIdentityProvider(List<Throwable> causes, Facts facts) {
        for (Throwable cause : causes) {
            Matcher matcher = AADSTS.matcher(requireNonNullElse(cause.getMessage(), ""));
            if (matcher.find()) {
                String code = matcher.group();
                return Optional.of(known(code, facts).orElseGet(() -> refused(code, said(cause.getMessage()))));
            }
        }
        return Optional.empty();
    }

    /// A code of the catalogue, or a longer number of the "no match" family: Entra has refined
    /// 70021 into 700211, 700212, 700213, 7002138 and says that numbers may change.
    private static Optional<Problem> known(String code, Facts facts) {
        Catalogue catalogue = Catalogue.standard();
        return catalogue
                .byCode(code, facts)
                .or(() -> code.startsWith("AADSTS70021") ? catalogue.byCode("AADSTS70021") : none())
                .map(entry -> entry.problem(code, facts));
    }

    private static Optional<Catalogue.Entry> none() {
        return Optional.empty();
    }

    private static Problem refused(String code, String text) {
        return Problem.of(Problem.Kind.IDENTITY_REFUSED, code, "The identity provider refused the sign-in", text)
                .withRemedy("Look up the code: https://login.microsoftonline.com/error?code="
                        + code.substring("AADSTS".length()));
    }

    private static Optional<Problem> unavailable(List<Throwable> causes) {
        return first(causes, CredentialUnavailableException.class)
                .map(e -> Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "credential-unavailable",
                        "The credential is not available here",
                        FirstSentence.of(e.getMessage())));
    }

    private static Optional<Problem> fromHttp(List<Throwable> causes) {
        return first(causes, HttpResponseException.class)
                .map(e -> Problem.of(
                        Problem.Kind.TRANSIENT,
                        ODD_ANSWER,
                        "The service sent an unexpected response",
                        FirstSentence.of(e.getMessage())));
    }

    private static Problem bug(List<Throwable> causes) {
        return Problem.of(
                        Problem.Kind.BUG,
                        "bug",
                        "Something unexpected happened",
                        "This is a bug in Blobdrop: "
                                + causes.getLast().getClass().getSimpleName()
                                + ".")
                .withRemedy("Run again with --verbose and report the output");
    }

    /// All that an identity provider or a library says, on one line and without secrets: the
    /// sentence that helps is often not the first. Left out are names of Java's classes and what
    /// only support can read.
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

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /// A wrapper that only repeats what it wraps is named without its message.
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
