package dev.blobdrop.core.identity.link;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.identity.ChainedTokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Secrets;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The credentials of the library's own DefaultAzureCredential, in its order. They are read from a
/// real one by reflection, because credentials built with the public builders behave differently:
/// managed identity then takes 25 s to say no.
public final class LibraryChain {
    /// The private field with the credentials; `LibraryChainTest` fails if the library renames it.
    static final String FIELD = "credentials";

    /// The retries of sign-in requests: at most 2, after 300 ms to 2 s.
    public static final RetryOptions RETRIES = new RetryOptions(new ExponentialBackoffOptions()
            .setMaxRetries(2)
            .setBaseDelay(Duration.ofMillis(300))
            .setMaxDelay(Duration.ofSeconds(2)));

    /// Added to our deadline for programs: the library also stops them, after 10 s by default, and
    /// our deadline has to come first.
    private static final Duration LATER = Duration.ofSeconds(5);

    static final String SELECTION = "AZURE_TOKEN_CREDENTIALS";

    private LibraryChain() {}

    /// The chain as `AZURE_TOKEN_CREDENTIALS` selects it.
    public static List<TokenCredential> read(CredentialPlan plan, WireTap tap) {
        return links(plan, tap, configuration(plan));
    }

    /// Managed identity alone, whatever `AZURE_TOKEN_CREDENTIALS` says. It keeps the library's own
    /// retries: with our retry options it cannot sign in at all ("'retryPolicy' and 'retryOptions'
    /// cannot both be set").
    public static TokenCredential managedIdentity(CredentialPlan plan, WireTap tap) {
        return named(linksOf(builder(plan, tap, unselected(plan)).build()), LinkNames.MANAGED_IDENTITY);
    }

    /// All credentials, whatever `AZURE_TOKEN_CREDENTIALS` says: for one that was selected by name.
    public static List<TokenCredential> readAll(CredentialPlan plan, WireTap tap) {
        return links(plan, tap, unselected(plan));
    }

    /// One credential, whatever `AZURE_TOKEN_CREDENTIALS` says.
    ///
    /// @param client sends its requests
    static TokenCredential one(CredentialPlan plan, WireTap tap, String name, HttpClient client) {
        DefaultAzureCredentialBuilder builder = builder(plan, tap, unselected(plan));
        return named(linksOf(builder.retryOptions(RETRIES).httpClient(client).build()), name);
    }

    private static TokenCredential named(List<TokenCredential> links, String name) {
        return links.stream()
                .filter(link -> NamedCredential.nameOf(link).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("azure-identity no longer has " + name));
    }

    private static Configuration unselected(CredentialPlan plan) {
        Map<String, String> variables = new HashMap<>(plan.environment().variables());
        variables.remove(SELECTION);
        Environment environment = new Environment(variables, plan.environment().replayed());
        return environment.replayed() ? new PodVariables(environment) : HttpTransport.configuration(environment);
    }

    /// The configuration for the library's builders: of the transport, or of the replayed pod
    /// alone.
    public static Configuration configuration(CredentialPlan plan) {
        return plan.environment().replayed()
                ? new PodVariables(plan.environment())
                : plan.transport().configuration();
    }

    private static List<TokenCredential> links(CredentialPlan plan, WireTap tap, Configuration configuration) {
        try {
            return linksOf(
                    builder(plan, tap, configuration).retryOptions(RETRIES).build());
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-credential-settings",
                            "The sign-in settings cannot be used",
                            e.getMessage().contains(SELECTION)
                                    ? "AZURE_TOKEN_CREDENTIALS must be dev, prod or the name of one"
                                            + " credential; it is '"
                                            + plan.environment().get(SELECTION).orElse("")
                                            + "'."
                                    : Secrets.redact(e.getMessage()))
                    .asException(e);
        }
    }

    private static DefaultAzureCredentialBuilder builder(
            CredentialPlan plan, WireTap tap, Configuration configuration) {
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                .configuration(configuration)
                .httpClient(plan.transport().client())
                .addPolicy(tap)
                .credentialProcessTimeout(
                        plan.programLimit().orElse(LinkDeadline.PROGRAM_ONLY).plus(LATER))
                .authorityHost(plan.authority());
        if (!plan.isKnownAuthority()) {
            builder.disableInstanceDiscovery();
        }
        plan.effectiveTenant().ifPresent(builder::tenantId);
        plan.effectiveClientId().ifPresent(builder::workloadIdentityClientId);
        plan.clientId().ifPresent(builder::managedIdentityClientId);
        return builder;
    }

    static List<TokenCredential> linksOf(ChainedTokenCredential chain) {
        try {
            Field field = ChainedTokenCredential.class.getDeclaredField(FIELD);
            field.setAccessible(true);
            return ((List<?>) field.get(chain))
                    .stream().map(TokenCredential.class::cast).toList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("azure-identity changed inside: its chain cannot be read", e);
        }
    }
}
