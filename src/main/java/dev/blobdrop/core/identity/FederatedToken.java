package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The service account token that Kubernetes projects into a pod and rotates. It is checked before
/// the library uses it, because the library's messages do not say which variable or file is wrong.
///
/// Only the claims are kept, never the token. They are read, not verified.
public final class FederatedToken {

    /// Many times the size of a projected token, and more than an identity provider accepts.
    private static final int MOST_BYTES = 64 * 1024;

    private final Path file;
    private final TokenClaims claims;

    private FederatedToken(Path file, TokenClaims claims) {
        this.file = file;
        this.claims = claims;
    }

    /// Checks variables and file in the order in which they can go wrong.
    ///
    /// @throws ProblemException for the first thing that is missing or wrong
    public static FederatedToken check(CredentialPlan plan, Instant now) {
        List<String> missing = Injection.missing(plan);
        if (!missing.isEmpty()) {
            throw notInjected(plan, missing);
        }
        if (isElsewhere(plan)) {
            throw elsewhere(plan).asException();
        }
        Path file = Path.of(plan.environment().get(Injection.FILE).orElseThrow());
        TokenClaims claims = read(file);
        claims.time("exp").filter(end -> !end.isAfter(now)).ifPresent(end -> {
            throw expired(file, facts(claims), Duration.between(end, now));
        });
        return new FederatedToken(file, claims);
    }

    /// Reads the token, expired or not.
    ///
    /// @throws ProblemException when the file is missing, unreadable or contains no token
    public static FederatedToken read(CredentialPlan plan) {
        Path file = path(plan).orElseThrow();
        return new FederatedToken(file, read(file));
    }

    /// The file that the environment names.
    public static Optional<Path> path(CredentialPlan plan) {
        return plan.environment().get(Injection.FILE).map(Path::of);
    }

    /// The file it was read from.
    public Path file() {
        return file;
    }

    /// The claim `iss`; empty if missing.
    public String issuer() {
        return claims.text("iss").orElse("");
    }

    /// The claim `sub`; empty if missing.
    public String subject() {
        return claims.text("sub").orElse("");
    }

    /// The claim `aud`, the first one of a list; empty if missing.
    public String audience() {
        return claims.first("aud").orElse("");
    }

    /// The claim `iat`.
    public Optional<Instant> issuedAt() {
        return claims.time("iat");
    }

    /// The claim `exp`.
    public Optional<Instant> expiresOn() {
        return claims.time("exp");
    }

    /// The id of the issuer's key that signed it; empty if missing.
    public String keyId() {
        return claims.header().getOrDefault("kid", "").toString();
    }

    /// The first eight hexadecimal digits of the token's SHA-256, so that two people can compare
    /// tokens without revealing them.
    public String fingerprint() {
        try {
            byte[] token = text(file).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token);
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (IOException | GeneralSecurityException e) {
            return "unknown";
        }
    }

    /// Facts from the token's claims for remedies, as far as it can be read.
    public static Facts facts(CredentialPlan plan) {
        return plan.environment()
                .get(Injection.FILE)
                .map(Path::of)
                .flatMap(FederatedToken::claims)
                .map(FederatedToken::facts)
                .orElse(Facts.NONE);
    }

    /// The text of the file, at most one byte more than 64 KiB: the file may be an endless device.
    /// The text is registered as a secret.
    public static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES + 1), StandardCharsets.ISO_8859_1).strip();
            Secrets.know(text);
            return text;
        }
    }

    private static Optional<TokenClaims> claims(Path file) {
        try {
            return TokenClaims.of(text(file));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Facts facts(TokenClaims claims) {
        Facts facts = Facts.NONE
                .with("iss", claims.text("iss"))
                .with("sub", claims.text("sub"))
                .with("aud", claims.first("aud"));
        String[] subject = claims.text("sub").orElse("").split(":");
        boolean serviceAccount = subject.length == 4 && subject[1].equals("serviceaccount");
        return serviceAccount ? facts.with("ns", subject[2]).with("sa", subject[3]) : facts;
    }

    private static TokenClaims read(Path file) {
        String text;
        try {
            text = text(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (text.isEmpty()) {
            throw wrong(file, "token-file-empty", "The file is empty: nothing has been projected yet.");
        }
        if (text.length() > MOST_BYTES) {
            throw wrong(file, "token-file-no-token", "It is larger than 64 KiB, which no token is.");
        }
        return TokenClaims.of(text)
                .orElseThrow(() -> wrong(file, "token-file-no-token", "It does not contain a JSON web token."));
    }

    /// In a cluster, uses the same rows of the catalogue as the doctor.
    private static ProblemException notInjected(CredentialPlan plan, List<String> missing) {
        String names = String.join(", ", missing) + (missing.size() == 1 ? " is" : " are") + " not set";
        String title = "No workload identity here";
        if (!plan.environment().inKubernetes()) {
            return Problem.of(Kind.NO_IDENTITY, "not-injected", title, names + ", and this is not a Kubernetes pod.")
                    .withRemedy("set credential default   use your own sign-in here")
                    .asException();
        }
        String code = Injection.notInjected(plan).orElseThrow().code();
        String why = switch (code) {
            case "no-client-id" -> "the service account has no client-id annotation.";
            case "container-skipped" ->
                "the webhook skipped this container (it is listed in the pod's annotation"
                        + " azure.workload.identity/skip-containers), or it did not change the pod and the"
                        + " other variables were set by hand.";
            case "webhook-did-not-run" -> "the pod has the label, but the webhook did not change it.";
            default ->
                "the webhook did not change this pod. The label must be on the pod, which for a Job or"
                        + " Deployment means its pod template.";
        };
        Problem problem = Problem.of(Kind.NO_IDENTITY, code, title, names + ": " + why);
        String label = "In the pod template: labels: {azure.workload.identity/use: \"true\"}";
        return switch (code) {
            case "not-injected" ->
                problem.withRemedy(label, "kubectl get mutatingwebhookconfiguration | grep azure-wi")
                        .asException();
            case "container-skipped" ->
                problem.withRemedy(Stream.concat(Stream.of(Remedy.of(label)), remedy(code, facts(plan)).stream())
                                .toList())
                        .asException();
            default -> problem.withRemedy(remedy(code, facts(plan))).asException();
        };
    }

    private static List<Remedy> remedy(String code, Facts facts) {
        return Catalogue.standard().problem(code, facts).orElseThrow().remedies();
    }

    /// Whether a pod is replayed and its token file does not exist on this machine.
    public static boolean isElsewhere(CredentialPlan plan) {
        return plan.environment().replayed()
                && path(plan).filter(file -> !Files.exists(file)).isPresent();
    }

    /// The problem of a replayed pod whose token file does not exist on this machine.
    public static Problem elsewhere(CredentialPlan plan) {
        Environment environment = plan.environment();
        return Problem.of(
                        Kind.NO_IDENTITY,
                        "token-file-elsewhere",
                        "The pod's token file is not on this machine",
                        named(path(plan).orElseThrow())
                                + " exists only inside the pod. Let the cluster create a token for the same"
                                + " service account.")
                .withRemedy(
                        Remedy.of(
                                "kubectl create token {sa} -n {ns}"
                                        + " --audience api://AzureADTokenExchange > token.jwt",
                                Facts.NONE
                                        .with("sa", environment.get("BLOBDROP_POD_SERVICE_ACCOUNT"))
                                        .with("ns", environment.get("BLOBDROP_POD_NAMESPACE"))),
                        Remedy.of("set token-file token.jwt   sign in with that token"));
    }

    private static ProblemException unreadable(Path file, IOException e) {
        Problem problem = FileProblems.reading(file, e);
        return new Problem(
                        Kind.NO_IDENTITY,
                        problem.isFileMissing() ? "token-file-missing" : "token-file-unreadable",
                        "Cannot read the federated token from " + named(file),
                        problem.detail() + " " + Injection.FILE + " points to it.",
                        List.of(Remedy.of(
                                problem.isFileMissing()
                                        ? "kubectl get pod POD -o yaml   # is the token volume mounted?"
                                        : "In the pod: securityContext: {fsGroup:" + " 65534}")),
                        problem.technical().map(Secrets::redact),
                        false)
                .asException(e);
    }

    /// Redacted, because the variable may contain the token itself by mistake.
    private static String named(Path file) {
        return Secrets.redact(file.toString());
    }

    private static ProblemException wrong(Path file, String code, String why) {
        return Problem.of(Kind.NO_IDENTITY, code, "The federated token in " + named(file) + " cannot be used", why)
                .withRemedy(Injection.FILE + " must point to the projected service account token")
                .asException();
    }

    private static ProblemException expired(Path file, Facts facts, Duration since) {
        String code = "token-file-expired";
        return Problem.of(
                        Kind.NO_IDENTITY,
                        code,
                        "The federated token in " + named(file) + " has expired",
                        "The token expired "
                                + Math.max(1, since.toMinutes())
                                + " minutes ago: the kubelet no longer refreshes it (it never does in a subPath"
                                + " mount), or this machine's clock is wrong.")
                .withRemedy(remedy(code, facts))
                .asException();
    }
}
