package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Injection;
import dev.blobdrop.core.net.CompleteAnswer;
import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;

/// Signs in with workload identity as the library does, but without loading the library where a
/// plain exchange is enough: loading it takes half the time of a short command.
///
/// It sends the request that the library would send. If the answer is a token, that is all.
/// Anything else (a refusal, an unexpected answer, none at all) goes to the library as the answer
/// to its own first request, so the library decides what it means and whether to retry. What is not
/// a plain exchange, such as one through the token proxy of an identity binding, is left to the
/// library.
///
/// It caches no token: the caller does, and calls again when the service did not accept it.
///
/// The decision: `src/docs/decisions/0042-short-commands-load-what-they-need.md`.
public final class WorkloadIdentityLink implements TokenCredential {
    /// What the library adds to each request: OpenID's scopes, `client_info`, and the capability
    /// for continuous access evaluation (a token may be revoked before it expires).
    private static final String MORE_SCOPES = " openid profile offline_access";

    private static final Map<String, String> MORE_FIELDS =
            Map.of("client_info", "1", "claims", "{\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\"]}}}");

    /// With any of these the library uses another address or another request.
    private static final List<String> NOT_PLAIN = List.of(
            "AZURE_KUBERNETES_TOKEN_PROXY",
            "AZURE_KUBERNETES_CA_FILE",
            "AZURE_KUBERNETES_CA_DATA",
            "AZURE_KUBERNETES_SNI_NAME",
            "AZURE_REGIONAL_AUTHORITY_NAME");

    /// Creates the library's own credential.
    public interface Library {
        TokenCredential credential(WireTap tap, HttpClient client);
    }

    private final CredentialPlan plan;
    private final WireTap tap;
    private final Clock clock;
    private final HttpClient client;
    private final Library library;
    private Optional<TokenCredential> libraryCredential = Optional.empty();

    /// Uses the plan's transport.
    ///
    /// @param library creates the credential for what is not a plain exchange
    public WorkloadIdentityLink(CredentialPlan plan, WireTap tap, Clock clock, Library library) {
        this(plan, tap, clock, plan.transport().client(), library);
    }

    /// Uses another HTTP client.
    public WorkloadIdentityLink(CredentialPlan plan, WireTap tap, Clock clock, HttpClient client, Library library) {
        this.plan = plan;
        this.tap = tap;
        this.clock = clock;
        this.client = client;
        this.library = library;
    }

    /// Whether the exchange of this plan is one request to the authority's standard address.
    public static boolean isPlain(CredentialPlan plan) {
        return !plan.environment().replayed()
                && Injection.missing(plan).isEmpty()
                && plan.isPlainAuthority()
                && NOT_PLAIN.stream()
                        .allMatch(name -> plan.environment()
                                .variables()
                                .getOrDefault(name, "")
                                .isEmpty());
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        return isPlain(plan) && isPlain(request)
                ? exchange(request)
                : libraryCredential().getTokenSync(request);
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    private boolean isPlain(TokenRequestContext request) {
        String tenant = request.getTenantId();
        return request.getClaims() == null
                && request.isCaeEnabled()
                && request.getScopes().size() == 1
                && (tenant == null || tenant.equals(plan.effectiveTenant().orElseThrow()));
    }

    private synchronized TokenCredential libraryCredential() {
        if (libraryCredential.isEmpty()) {
            libraryCredential = Optional.of(library.credential(tap, client));
        }
        return libraryCredential.get();
    }

    private AccessToken exchange(TokenRequestContext wanted) {
        HttpRequest request = request(wanted);
        HttpClient rest;
        try (HttpResponse answer = tap.observe(request, () -> client.sendSync(request, Context.NONE))) {
            byte[] body = CompleteAnswer.body(answer);
            Optional<AccessToken> token = token(answer.getStatusCode(), body);
            if (token.isPresent()) {
                return token.get();
            }
            rest = FirstAnswer.of(answer, body, client);
        } catch (RuntimeException e) {
            rest = FirstAnswer.failed(e, client);
        }
        return library.credential(tap.afterFirst(), rest).getTokenSync(wanted);
    }

    private HttpRequest request(TokenRequestContext wanted) {
        try {
            return TokenExchange.request(plan, wanted.getScopes().getFirst() + MORE_SCOPES, MORE_FIELDS);
        } catch (IOException e) {
            throw FileProblems.reading(FederatedToken.path(plan).orElseThrow(), e)
                    .asException(e);
        }
    }

    /// @return empty if this is not clearly a token
    private Optional<AccessToken> token(int status, byte[] body) {
        if (status != 200) {
            return Optional.empty();
        }
        Map<String, Object> fields = TokenExchange.json(new String(body, StandardCharsets.UTF_8));
        OptionalLong life = seconds(fields.get("expires_in"));
        if (life.isEmpty()
                || fields.containsKey("id_token")
                || !(fields.get("access_token") instanceof String text)
                || text.isBlank()) {
            return Optional.empty();
        }
        Secrets.know(text);
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        OptionalLong renewal = seconds(fields.get("refresh_in"));
        return Optional.of(new AccessToken(
                text,
                now.plusSeconds(life.getAsLong()).atOffset(ZoneOffset.UTC),
                renewal.orElse(0) > 0 ? now.plusSeconds(renewal.getAsLong()).atOffset(ZoneOffset.UTC) : null));
    }

    /// Microsoft sends a number; others have been seen to send it as text.
    private static OptionalLong seconds(Object value) {
        return value instanceof Integer || value instanceof Long
                ? OptionalLong.of(((Number) value).longValue())
                : value instanceof String text && text.matches("[0-9]{1,9}")
                        ? OptionalLong.of(Long.parseLong(text))
                        : OptionalLong.empty();
    }
}
