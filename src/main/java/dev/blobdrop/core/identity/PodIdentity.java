package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds out why workload identity cannot sign in, as far as variables and the token file tell, in
/// the order in which they can go wrong. The doctor uses it before it contacts anything and a
/// failed sign-in afterwards, so both name the same row of the catalogue.
public final class PodIdentity {
    /// The form of a client id.
    public static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String SELECTION = "AZURE_TOKEN_CREDENTIALS";

    private static final Set<String> ADMITTING = Set.of("prod", "workloadidentitycredential");
    private static final Duration LONGEST_LIFE = Duration.ofHours(25);

    /// The code for another credential of the default chain that comes before workload identity.
    public static final String SECRET_FIRST = "secret-first";

    private PodIdentity() {}

    /// Whether this plan signs in with a pod's federated token.
    public static boolean isMeant(CredentialPlan plan) {
        return plan.kind() == CredentialKind.WORKLOAD_IDENTITY
                || plan.kind() == CredentialKind.DEFAULT && plan.environment().inKubernetes();
    }

    /// A client id that is not a GUID, so no identity provider can know it.
    public static Optional<PodFault> wrongClientId(CredentialPlan plan) {
        return plan.effectiveClientId()
                .filter(client -> !GUID.matcher(client).matches())
                .flatMap(client -> PodFault.of("client-id-no-guid", "AZURE_CLIENT_ID is " + client));
    }

    /// Variables that make the default chain try another credential first, or never this one.
    public static Optional<PodFault> otherFirst(CredentialPlan plan) {
        if (plan.kind() != CredentialKind.DEFAULT) {
            return Optional.empty();
        }
        Environment environment = plan.environment();
        List<String> secrets = secrets(environment);
        if (!secrets.isEmpty()) {
            return PodFault.of(SECRET_FIRST, String.join(", ", secrets) + " set");
        }
        Optional<String> selection = environment
                .get(SELECTION)
                .filter(text -> !ADMITTING.contains(text.strip().toLowerCase(Locale.ROOT)));
        if (selection.isPresent()) {
            return PodFault.of("bad-credential-settings", SELECTION + " is " + selection.get());
        }
        return environment
                .get(CredentialPlan.TOKEN_PROXY)
                .flatMap(proxy -> PodFault.of(
                        "binding-needs-explicit",
                        CredentialPlan.TOKEN_PROXY + " is set, and the credential is default"));
    }

    /// The variables of secrets. The library uses a user name only together with a password.
    private static List<String> secrets(Environment environment) {
        return Stream.of("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_USERNAME")
                .filter(name -> environment.get(name).isPresent())
                .filter(name -> !name.equals("AZURE_USERNAME")
                        || environment.get("AZURE_PASSWORD").isPresent())
                .toList();
    }

    /// Breaches of the library's rules for identity bindings, found before it throws.
    public static Optional<PodFault> brokenBinding(CredentialPlan plan) {
        Environment environment = plan.environment();
        List<String> others = Stream.of(
                        "AZURE_KUBERNETES_CA_FILE", "AZURE_KUBERNETES_CA_DATA", "AZURE_KUBERNETES_SNI_NAME")
                .filter(name -> environment.get(name).isPresent())
                .toList();
        String code = "binding-incomplete";
        Optional<String> proxy = environment.get(CredentialPlan.TOKEN_PROXY);
        if (proxy.isEmpty()) {
            return others.isEmpty()
                    ? Optional.empty()
                    : PodFault.of(code, CredentialPlan.TOKEN_PROXY + " is not set, but " + String.join(", ", others));
        }
        if (others.containsAll(List.of("AZURE_KUBERNETES_CA_FILE", "AZURE_KUBERNETES_CA_DATA"))) {
            return PodFault.of(code, "both a CA file and CA data are set");
        }
        return isPlainHttps(proxy.get())
                ? Optional.empty()
                : PodFault.of(code, CredentialPlan.TOKEN_PROXY + " is " + proxy.get());
    }

    private static boolean isPlainHttps(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// A service account token that was not made for a token exchange.
    public static Optional<PodFault> wrongToken(FederatedToken token) {
        Optional<Duration> life =
                token.expiresOn().flatMap(end -> token.issuedAt().map(from -> Duration.between(from, end)));
        boolean apiToken = token.file().startsWith("/var/run/secrets/kubernetes.io")
                || token.audience().startsWith("https://kubernetes.default")
                || life.filter(span -> span.compareTo(LONGEST_LIFE) > 0).isPresent();
        return apiToken
                ? PodFault.of(
                        "default-api-token",
                        "audience " + token.audience(),
                        life.map(span -> "valid for " + span.toHours() + " h").orElse("it never expires"))
                : Optional.empty();
    }

    /// A token that the identity provider itself issued.
    public static Optional<PodFault> entraToken(FederatedToken token) {
        boolean entra = token.issuer().startsWith("https://login.microsoftonline.")
                || token.issuer().startsWith("https://sts.windows.net/");
        return entra ? PodFault.of("AADSTS700222", "issuer " + token.issuer()) : Optional.empty();
    }

    /// The cause of a failed sign-in if it lies in the pod. Also empty if the variables belong to
    /// another machine, whose token file cannot be read here.
    ///
    /// @param mayPass whether the failure may pass without a change: then unusual variables are not
    ///     to blame
    /// @param facts for the remedies
    public static Optional<Problem> cause(CredentialPlan plan, Instant now, boolean mayPass, Facts facts) {
        if (!isMeant(plan) || FederatedToken.isElsewhere(plan)) {
            return Optional.empty();
        }
        if (mayPass || !Injection.missing(plan).isEmpty()) {
            return unusable(plan, now);
        }
        return wrongClientId(plan)
                .or(() -> otherFirst(plan))
                .or(() -> brokenBinding(plan))
                .map(fault -> problem(fault, facts))
                .or(() -> unusable(plan, now))
                .or(() -> token(plan).map(fault -> problem(fault, facts)));
    }

    /// Why no identity provider can accept the federated token.
    public static Optional<Problem> unusable(CredentialPlan plan, Instant now) {
        try {
            FederatedToken.check(plan, now);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    private static Optional<PodFault> token(CredentialPlan plan) {
        FederatedToken token = FederatedToken.read(plan);
        return wrongToken(token).or(() -> entraToken(token));
    }

    private static Problem problem(PodFault fault, Facts facts) {
        Problem row = Catalogue.standard().problem(fault.code(), facts).orElseThrow();
        return new Problem(
                row.kind(),
                row.code(),
                row.title(),
                String.join("; ", fault.evidence()) + ". " + row.detail(),
                row.remedies(),
                row.technical(),
                row.retryable());
    }
}
