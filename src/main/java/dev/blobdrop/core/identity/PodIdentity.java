package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Why workload identity cannot sign in, as far as variables and the token file tell, in the order
/// in which they go wrong. The doctor looks here before it asks anybody, and a sign-in that failed
/// looks here afterwards: so both name the same row of the catalogue.
public final class PodIdentity {
    /// What a client id looks like.
    public static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// What the downward API says of the pod's label, when the manifest lets it say something.
    public static final String LABEL = "BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY";

    /// The token proxy of an identity binding.
    public static final String PROXY = "AZURE_KUBERNETES_TOKEN_PROXY";

    private static final String CLIENT = "AZURE_CLIENT_ID";
    private static final String SELECTION = "AZURE_TOKEN_CREDENTIALS";

    /// Where the webhook mounts the token, newest version first.
    private static final List<String> MOUNTS =
            List.of("/var/run/secrets/azure/wi", "/var/run/secrets/azure/tokens");

    private static final Set<String> ADMITTING = Set.of("prod", "workloadidentitycredential");
    private static final Duration LONGEST_LIFE = Duration.ofHours(25);

    /// Another credential of the default chain comes before workload identity.
    public static final String SECRET_FIRST = "secret-first";

    private PodIdentity() {}

    /// One thing that is wrong.
    ///
    /// @param code of the catalogue's row
    /// @param evidence what was seen, line by line
    public record Trouble(String code, List<String> evidence) {
        public Trouble {
            evidence = List.copyOf(evidence);
        }

        static Optional<Trouble> of(String code, String... evidence) {
            return Optional.of(new Trouble(code, List.of(evidence)));
        }
    }

    /// Whether a pod's federated token is what signs in by this plan.
    public static boolean isMeant(CredentialPlan plan) {
        return plan.kind() == CredentialKind.WORKLOAD_IDENTITY
                || plan.kind() == CredentialKind.DEFAULT && plan.environment().inKubernetes();
    }

    /// What the webhook has not done to this container; empty when all variables are set.
    public static Optional<Trouble> notInjected(CredentialPlan plan) {
        List<String> missing = FederatedToken.missing(plan);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String seen =
                String.join(", ", missing) + (missing.size() == 1 ? " is" : " are") + " not set";
        if (missing.equals(List.of(CLIENT))) {
            return Trouble.of("no-client-id", seen);
        }
        if (missing.size() < 3 || isMounted(plan)) {
            return Trouble.of("container-skipped", seen);
        }
        return plan.environment().get(LABEL).filter("true"::equals).isPresent()
                ? Trouble.of("webhook-did-not-run", seen, "the pod's label is \"true\"")
                : Trouble.of("not-injected", seen, label(plan.environment()));
    }

    /// A replayed pod's file system is not this machine's.
    private static boolean isMounted(CredentialPlan plan) {
        return !plan.environment().replayed()
                && MOUNTS.stream().anyMatch(mount -> Files.isDirectory(Path.of(mount)));
    }

    private static String label(Environment environment) {
        return environment.variables().containsKey(LABEL)
                ? "the pod's label azure.workload.identity/use is not \"true\""
                : "the pod does not tell whether it has the label (" + LABEL + " is not set)";
    }

    /// A client id that no identity provider can know.
    public static Optional<Trouble> wrongClientId(CredentialPlan plan) {
        return plan.clientIdAsked()
                .filter(client -> !GUID.matcher(client).matches())
                .flatMap(client -> Trouble.of("client-id-no-guid", "AZURE_CLIENT_ID is " + client));
    }

    /// Variables that make the default chain ask another credential first, or this one never.
    public static Optional<Trouble> otherFirst(CredentialPlan plan) {
        if (plan.kind() != CredentialKind.DEFAULT) {
            return Optional.empty();
        }
        Environment environment = plan.environment();
        List<String> secrets = secrets(environment);
        if (!secrets.isEmpty()) {
            return Trouble.of(SECRET_FIRST, String.join(", ", secrets) + " set");
        }
        Optional<String> selection =
                environment
                        .get(SELECTION)
                        .filter(text -> !ADMITTING.contains(text.strip().toLowerCase(Locale.ROOT)));
        if (selection.isPresent()) {
            return Trouble.of("bad-credential-settings", SELECTION + " is " + selection.get());
        }
        return environment
                .get(PROXY)
                .flatMap(
                        proxy ->
                                Trouble.of(
                                        "binding-needs-explicit",
                                        PROXY + " is set, --credential is default"));
    }

    /// The library takes a user name only with a password.
    private static List<String> secrets(Environment environment) {
        return Stream.of("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_USERNAME")
                .filter(name -> environment.get(name).isPresent())
                .filter(
                        name ->
                                !name.equals("AZURE_USERNAME")
                                        || environment.get("AZURE_PASSWORD").isPresent())
                .toList();
    }

    /// The rules of the library for identity bindings, checked before it throws.
    public static Optional<Trouble> brokenBinding(CredentialPlan plan) {
        Environment environment = plan.environment();
        List<String> others =
                Stream.of(
                                "AZURE_KUBERNETES_CA_FILE",
                                "AZURE_KUBERNETES_CA_DATA",
                                "AZURE_KUBERNETES_SNI_NAME")
                        .filter(name -> environment.get(name).isPresent())
                        .toList();
        String code = "binding-incomplete";
        Optional<String> proxy = environment.get(PROXY);
        if (proxy.isEmpty()) {
            return others.isEmpty()
                    ? Optional.empty()
                    : Trouble.of(code, PROXY + " is not set, but " + String.join(", ", others));
        }
        if (others.containsAll(List.of("AZURE_KUBERNETES_CA_FILE", "AZURE_KUBERNETES_CA_DATA"))) {
            return Trouble.of(code, "both a CA file and CA data are set");
        }
        return isPlainHttps(proxy.get())
                ? Optional.empty()
                : Trouble.of(code, PROXY + " is " + proxy.get());
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

    /// A token that was not made for an exchange.
    public static Optional<Trouble> wrongToken(FederatedToken token) {
        Optional<Duration> life =
                token.expiresOn()
                        .flatMap(end -> token.issuedAt().map(from -> Duration.between(from, end)));
        boolean apiToken =
                token.file().startsWith("/var/run/secrets/kubernetes.io")
                        || token.audience().startsWith("https://kubernetes.default")
                        || life.filter(span -> span.compareTo(LONGEST_LIFE) > 0).isPresent();
        return apiToken
                ? Trouble.of(
                        "default-api-token",
                        "audience " + token.audience(),
                        life.map(span -> "life " + span.toHours() + " h").orElse("it never ends"))
                : Optional.empty();
    }

    /// A token of the identity provider itself.
    public static Optional<Trouble> entraToken(FederatedToken token) {
        boolean entra =
                token.issuer().startsWith("https://login.microsoftonline.")
                        || token.issuer().startsWith("https://sts.windows.net/");
        return entra ? Trouble.of("AADSTS700222", "issuer " + token.issuer()) : Optional.empty();
    }

    /// The cause of a sign-in that failed, when it lies in the pod. Empty as well when the
    /// variables are another place's and its token file cannot be looked at.
    ///
    /// @param passing whether the failure may pass by itself: then variables that are merely odd
    ///     are not to blame
    /// @param facts fills the remedies
    public static Optional<Problem> cause(
            CredentialPlan plan, Instant now, boolean passing, Facts facts) {
        if (!isMeant(plan) || FederatedToken.isElsewhere(plan)) {
            return Optional.empty();
        }
        if (passing || !FederatedToken.missing(plan).isEmpty()) {
            return unusable(plan, now);
        }
        return wrongClientId(plan)
                .or(() -> otherFirst(plan))
                .or(() -> brokenBinding(plan))
                .map(trouble -> problem(trouble, facts))
                .or(() -> unusable(plan, now))
                .or(() -> token(plan).map(trouble -> problem(trouble, facts)));
    }

    /// What makes the federated token useless, whoever it is shown to.
    public static Optional<Problem> unusable(CredentialPlan plan, Instant now) {
        try {
            FederatedToken.check(plan, now);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    private static Optional<Trouble> token(CredentialPlan plan) {
        FederatedToken token = FederatedToken.read(plan);
        return wrongToken(token).or(() -> entraToken(token));
    }

    private static Problem problem(Trouble trouble, Facts facts) {
        Problem row = Catalogue.standard().problem(trouble.code(), facts).orElseThrow();
        return new Problem(
                row.kind(),
                row.code(),
                row.title(),
                String.join("; ", trouble.evidence()) + ". " + row.detail(),
                row.remedies(),
                row.technical(),
                row.retryable());
    }
}
