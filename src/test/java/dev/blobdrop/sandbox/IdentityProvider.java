package dev.blobdrop.sandbox;

import com.nimbusds.jose.jwk.JWK;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.http.SslKeystore;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/// Entra as far as credentials see it: token endpoint, discovery documents and keys, over HTTPS.
///
/// Requests it does not handle fall through to the underlying mock server.
public final class IdentityProvider implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");
    private static final Pattern INSTANCES = Pattern.compile("/([^/]+)/discovery/instance");
    private static final Pattern CONFIGURATION = Pattern.compile("/([^/]+)/v2\\.0/\\.well-known/openid-configuration");
    private static final Pattern KEYS = Pattern.compile("/([^/]+)/discovery/v2\\.0/keys");
    private static final Pattern AUTHORIZE = Pattern.compile("/([^/]+)/oauth2/v2\\.0/authorize");
    private static final Pattern DEVICE_CODE = Pattern.compile("/([^/]+)/oauth2/v2\\.0/devicecode");
    private static final Pattern DEVICE = Pattern.compile("/([^/]+)/oauth2/deviceauth");
    private static final Pattern CLI = Pattern.compile("/(sandbox)/cli-token");

    private final Directory directory = new Directory();
    private final AccessTokens tokens;
    private final PersonGrants people = new PersonGrants();
    private final PersonSignIn pages = new PersonSignIn(directory, people, () -> this.authorityHost());
    private final Duration lifetime;
    private final TokenEndpoint endpoint;
    private final MockOAuth2Server server;
    private final EntraMetadata metadata;
    /// Can be told from any other text, so that a search of what tests leave behind finds it.
    private final String robotSecret = "sbx8Q~" + UUID.randomUUID();

    IdentityProvider(ServerCertificate certificate, HttpClient http, Duration lifetime, int port) {
        this.lifetime = lifetime;
        this.tokens = new AccessTokens(lifetime);
        this.endpoint = new TokenEndpoint(directory, tokens, new AssertionCheck(directory, http), people);
        var ssl = new Ssl(new SslKeystore("sandbox", certificate.keyStore("sandbox")));
        List<JWK> ownKeys = List.of(RsaKeys.generate());
        var config = new OAuth2Config(
                true,
                null,
                null,
                false,
                new OAuth2TokenProvider(new KeyProvider(ownKeys)),
                Set.of(),
                new NettyWrapper(ssl));
        this.server = new MockOAuth2Server(config, routes());
        int chosen = Ports.available(port);
        server.start(Ports.loopback(), chosen);
        this.metadata = new EntraMetadata("https://127.0.0.1:" + chosen + "/");
        reset();
    }

    /// What `AZURE_AUTHORITY_HOST` is set to; it ends in a slash.
    public String authorityHost() {
        return metadata.authorityHost();
    }

    public String tenantId() {
        return Identities.TENANT;
    }

    /// The client id of the pod's identity.
    public String clientId() {
        return Identities.POD.clientId();
    }

    /// The secret of [Identities#ROBOT], another one in every sandbox.
    public String robotSecret() {
        return robotSecret;
    }

    public Directory directory() {
        return directory;
    }

    public AccessTokens accessTokens() {
        return tokens;
    }

    /// What people have signed in to.
    public PersonGrants people() {
        return people;
    }

    public void addFederatedCredential(String clientId, String issuer, String subject, String audience) {
        directory.addFederatedCredential(new FederatedCredential(clientId, issuer, subject, audience));
    }

    public void removeFederatedCredentials() {
        directory.removeFederatedCredentials();
    }

    /// Answers the next token requests with this status and body, whatever they ask.
    public void fail(int times, int status, String json) {
        endpoint.force(times, new TokenEndpoint.Answer(status, json));
    }

    public void fail(int times, EntraError error) {
        String id = UUID.randomUUID().toString();
        fail(times, error.status(), error.json(id, authorityHost()));
    }

    /// Its clock runs ahead of everybody else's by so much.
    public void clockAhead(Duration time) {
        endpoint.clockAhead(time);
    }

    /// Issues tokens for another service than the one that is asked for.
    public void audience(String other) {
        endpoint.audience(other);
    }

    /// All token requests since the start or the last reset, oldest first.
    public List<Exchange> exchanges() {
        return endpoint.exchanges();
    }

    /// Forgets what was asked and restores the tenants and identities of [Identities].
    public void reset() {
        endpoint.reset();
        people.reset();
        tokens.lifetime(lifetime);
        directory.clear();
        directory.addTenant(Identities.TENANT, Identities.TENANT_NAME);
        directory.addTenant(Identities.OTHER_TENANT, "Fabrikam");
        for (Application known : List.of(Identities.POD, Identities.ROBOT)) {
            directory.addApplication(Identities.TENANT, known);
            directory.addApplication(Identities.OTHER_TENANT, known);
        }
        directory.addUser(Identities.TENANT, Identities.ALICE);
        directory.setSecret(Identities.ROBOT.clientId(), robotSecret);
    }

    AccessTokens.Verdict verify(String bearer, String account) {
        return tokens.verify(
                bearer,
                Identities.TENANT,
                List.of(
                        AccessTokens.STORAGE,
                        AccessTokens.STORAGE + "/",
                        "https://" + account + ".blob.core.windows.net"));
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private Route[] routes() {
        return new Route[] {
            new PatternRoute("POST", TOKEN, this::grantIsOurs, this::token),
            new PatternRoute(
                    "GET", AUTHORIZE, any -> true, (request, tenant) -> page(pages.authorize(query(request, tenant)))),
            new PatternRoute(
                    "POST",
                    AUTHORIZE,
                    any -> true,
                    (request, tenant) -> page(pages.decided(TokenForm.parse(tenant, body(request))))),
            new PatternRoute("POST", DEVICE_CODE, any -> true, this::deviceCode),
            new PatternRoute("GET", DEVICE, any -> true, this::device),
            new PatternRoute("POST", DEVICE, any -> true, this::device),
            new PatternRoute("POST", CLI, any -> true, this::commandLine),
            new PatternRoute(
                    "GET",
                    INSTANCES,
                    any -> true,
                    (request, tenant) -> json(200, asked(request).instances(tenant))),
            new PatternRoute("GET", CONFIGURATION, any -> true, this::configuration),
            new PatternRoute(
                    "GET",
                    KEYS,
                    any -> true,
                    (request, tenant) -> json(200, tokens.publicKeys().toString()))
        };
    }

    private boolean grantIsOurs(OAuth2HttpRequest request) {
        var form = TokenForm.parse("", body(request));
        String grant = form.text("grant_type");
        return endpoint.isForced() || grant.equals("client_credentials") || PersonGrants.isFor(grant);
    }

    private OAuth2HttpResponse token(OAuth2HttpRequest request, String tenant) {
        var form = TokenForm.parse(tenant, body(request));
        var answer = endpoint.answer(form, correlationId(request), authorityHost());
        return json(answer.status(), answer.json());
    }

    private OAuth2HttpResponse deviceCode(OAuth2HttpRequest request, String tenant) {
        try {
            return json(200, pages.deviceCode(TokenForm.parse(tenant, body(request))));
        } catch (EntraRefusal refusal) {
            EntraError error = refusal.error();
            return json(error.status(), error.json(correlationId(request), authorityHost()));
        }
    }

    private OAuth2HttpResponse device(OAuth2HttpRequest request, String tenant) {
        var form = TokenForm.parse(tenant, body(request));
        return page(pages.device(form, "/" + tenant + "/oauth2/deviceauth"));
    }

    private static TokenForm query(OAuth2HttpRequest request, String tenant) {
        return TokenForm.parse(
                tenant, Optional.ofNullable(request.getUrl().encodedQuery()).orElse(""));
    }

    private static OAuth2HttpResponse page(PersonSignIn.Page page) {
        var headers = new Headers.Builder()
                .add("Content-Type", "text/html; charset=utf-8")
                .add("Cache-Control", "no-store");
        page.location().ifPresent(location -> headers.add("Location", location));
        return new OAuth2HttpResponse(headers.build(), page.status(), page.html(), null);
    }

    private OAuth2HttpResponse commandLine(OAuth2HttpRequest request, String unused) {
        var asked = TokenForm.parse("", body(request));
        String tenant = asked.field("tenant").orElse(Identities.TENANT);
        var fields = new HashMap<>(asked.fields());
        fields.put("grant_type", "cli");
        fields.putIfAbsent("username", Identities.ALICE.principalName());
        fields.put("scope", asked.text("resource"));
        var form = new TokenForm(tenant, fields);
        var answer = endpoint.answer(form, correlationId(request), authorityHost());
        return json(answer.status(), answer.json());
    }

    private OAuth2HttpResponse configuration(OAuth2HttpRequest request, String tenant) {
        try {
            endpoint.tenantName(tenant);
            return json(200, asked(request).configuration(tenant));
        } catch (EntraRefusal refusal) {
            EntraError error = refusal.error();
            return json(error.status(), error.json(correlationId(request), authorityHost()));
        }
    }

    /// The documents name the host under which they were asked for.
    private EntraMetadata asked(OAuth2HttpRequest request) {
        return Optional.ofNullable(request.getHeaders().get("Host"))
                .map(host -> new EntraMetadata("https://" + host + "/"))
                .orElse(metadata);
    }

    private static String body(OAuth2HttpRequest request) {
        return Optional.ofNullable(request.getBody()).orElse("");
    }

    private static String correlationId(OAuth2HttpRequest request) {
        return Optional.ofNullable(request.getHeaders().get("client-request-id"))
                .orElse("");
    }

    private OAuth2HttpResponse json(int status, String body) {
        Headers headers = Headers.of(
                "Content-Type", "application/json; charset=utf-8",
                "Cache-Control", "no-store, no-cache",
                "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                endpoint.now().atOffset(ZoneOffset.UTC)));
        return new OAuth2HttpResponse(headers, status, body, null);
    }

    /// What a route does with a request and the first segment of its path.
    private interface Answer {
        OAuth2HttpResponse to(OAuth2HttpRequest request, String segment);
    }

    private record PatternRoute(String method, Pattern path, Predicate<OAuth2HttpRequest> condition, Answer answer)
            implements Route {

        @Override
        public boolean match(OAuth2HttpRequest request) {
            return request.getMethod().equals(method) && matcher(request).matches() && condition.test(request);
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            Matcher matcher = matcher(request);
            return answer.to(request, matcher.matches() ? matcher.group(1) : "");
        }

        private Matcher matcher(OAuth2HttpRequest request) {
            return path.matcher(request.getUrl().encodedPath());
        }
    }
}
