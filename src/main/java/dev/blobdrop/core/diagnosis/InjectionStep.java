package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.problem.ProblemException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the workload identity webhook has done its work on this container.
final class InjectionStep implements Step {
    static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// Where the webhook mounts the token, newest version first.
    private static final List<String> MOUNTS =
            List.of("/var/run/secrets/azure/wi", "/var/run/secrets/azure/tokens");

    private static final Set<String> ADMITTING = Set.of("prod", "workloadidentitycredential");

    private static final String PROXY = "AZURE_KUBERNETES_TOKEN_PROXY";
    private static final String SELECTION = "AZURE_TOKEN_CREDENTIALS";

    @Override
    public Stage stage() {
        return Stage.INJECTION;
    }

    @Override
    public Finding examine(Examination at) {
        Environment environment = at.environment();
        if (!at.request().isWorkloadIdentity()) {
            return Finding.notNeeded(stage());
        }
        List<String> missing = FederatedToken.missing(at.plan());
        if (!missing.isEmpty()) {
            return Finding.failed(stage(), notInjected(at, missing));
        }
        return wrongValue(at)
                .or(() -> otherCredentialFirst(at))
                .or(() -> brokenBinding(at, environment))
                .map(cause -> Finding.failed(stage(), cause))
                .orElseGet(
                        () ->
                                Finding.ok(
                                        stage(),
                                        "All variables are set",
                                        "client id " + at.plan().clientIdAsked().orElse(""),
                                        "tenant " + at.plan().tenantAsked().orElse(""),
                                        "token file "
                                                + FederatedToken.path(at.plan()).orElseThrow()));
    }

    private static Cause notInjected(Examination at, List<String> missing) {
        String[] evidence = {String.join(", ", missing) + " not set"};
        if (missing.equals(List.of("AZURE_CLIENT_ID"))) {
            return at.cause("A4", evidence);
        }
        if (missing.size() < 3 || isMounted()) {
            return at.cause("A5", evidence);
        }
        if (at.environment().get(PlaceStep.LABEL).filter("true"::equals).isPresent()) {
            return at.cause("A3", evidence[0], "the pod's label is \"true\"");
        }
        return nodeIdentity(at)
                .map(
                        who -> {
                            at.identity(who);
                            return Cause.of(
                                    "E1",
                                    at.facts().with("cid", who.appId()),
                                    List.of(evidence[0], "managed identity answered instead"));
                        })
                .orElseGet(() -> at.cause("A2", evidence[0], label(at)));
    }

    /// What the downward API says, when the manifest lets it say something.
    private static String label(Examination at) {
        return at.environment().variables().containsKey(PlaceStep.LABEL)
                ? "the pod's label azure.workload.identity/use is not \"true\""
                : "whether the label is there, the pod does not say ("
                        + PlaceStep.LABEL
                        + " is not set)";
    }

    private static boolean isMounted() {
        return MOUNTS.stream().anyMatch(mount -> Files.isDirectory(Path.of(mount)));
    }

    /// Who the default chain signs in as when the pod has no identity of its own: the node,
    /// perhaps.
    private static Optional<Identity> nodeIdentity(Examination at) {
        if (at.plan().kind() != CredentialKind.DEFAULT) {
            return Optional.empty();
        }
        try {
            return Optional.of(at.chain().signIn())
                    .filter(who -> who.credential().equals("ManagedIdentityCredential"));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Optional<Cause> wrongValue(Examination at) {
        String client = at.plan().clientIdAsked().orElseThrow();
        if (!GUID.matcher(client).matches()) {
            return Optional.of(at.cause("A6", "AZURE_CLIENT_ID is " + client));
        }
        return at.request()
                .expected()
                .clientId()
                .filter(expected -> !expected.equalsIgnoreCase(client))
                .map(expected -> at.cause("A7", Difference.lines(expected, client)));
    }

    private static Optional<Cause> otherCredentialFirst(Examination at) {
        if (at.plan().kind() != CredentialKind.DEFAULT) {
            return Optional.empty();
        }
        List<String> secrets =
                Stream.of("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_USERNAME")
                        .filter(name -> at.environment().get(name).isPresent())
                        .toList();
        if (!secrets.isEmpty()) {
            return Optional.of(at.cause("A8", String.join(", ", secrets) + " set"));
        }
        Optional<String> selection =
                at.environment()
                        .get(SELECTION)
                        .filter(text -> !ADMITTING.contains(text.strip().toLowerCase(Locale.ROOT)));
        if (selection.isPresent()) {
            return Optional.of(at.cause("A9", SELECTION + " is " + selection.get()));
        }
        return at.environment()
                .get(PROXY)
                .map(proxy -> at.cause("C7", PROXY + " is set, --credential is default"));
    }

    /// The rules of the library for identity bindings, checked before it throws.
    private static Optional<Cause> brokenBinding(Examination at, Environment environment) {
        List<String> others =
                Stream.of(
                                "AZURE_KUBERNETES_CA_FILE",
                                "AZURE_KUBERNETES_CA_DATA",
                                "AZURE_KUBERNETES_SNI_NAME")
                        .filter(name -> environment.get(name).isPresent())
                        .toList();
        Optional<String> proxy = environment.get(PROXY);
        if (proxy.isEmpty()) {
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            at.cause(
                                    "A11",
                                    PROXY + " is not set, but " + String.join(", ", others)));
        }
        if (others.containsAll(List.of("AZURE_KUBERNETES_CA_FILE", "AZURE_KUBERNETES_CA_DATA"))) {
            return Optional.of(at.cause("A11", "both a CA file and CA data are set"));
        }
        return isPlainHttps(proxy.get())
                ? Optional.empty()
                : Optional.of(at.cause("A11", PROXY + " is " + proxy.get()));
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
}
