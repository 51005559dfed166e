package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// Answers token requests of applications and of the stand-in Azure CLI, and remembers them.
final class TokenEndpoint {
    record Answer(int status, String json) {}

    private static final Pattern TENANT = Pattern.compile("[0-9a-fA-F-]{36}|[\\w-]+(\\.[\\w-]+)+");
    private static final List<String> RESOURCES =
            List.of(AccessTokens.STORAGE, "https://management.azure.com", "https://management.core.windows.net");

    private final Directory directory;
    private final AccessTokens tokens;
    private final AssertionCheck assertions;
    private final PersonGrants people;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile Optional<String> audience = Optional.empty();
    private final Deque<Answer> forced = new ArrayDeque<>();

    TokenEndpoint(Directory directory, AccessTokens tokens, AssertionCheck assertions, PersonGrants people) {
        this.directory = directory;
        this.tokens = tokens;
        this.assertions = assertions;
        this.people = people;
    }

    synchronized void force(int times, Answer answer) {
        for (int i = 0; i < times; i++) {
            forced.add(answer);
        }
    }

    synchronized boolean isForced() {
        return !forced.isEmpty();
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /// Issues tokens for this audience, whatever is asked for.
    void audience(String other) {
        audience = Optional.of(other);
    }

    void clockAhead(Duration time) {
        assertions.clockAhead(time);
    }

    Instant now() {
        return Instant.now().plus(assertions.clockAhead());
    }

    synchronized void reset() {
        audience = Optional.empty();
        assertions.clockAhead(Duration.ZERO);
        forced.clear();
        exchanges.clear();
    }

    Answer answer(TokenForm form, String correlationId, String authorityHost) {
        Optional<Answer> instead = nextForced();
        if (instead.isPresent()) {
            remember(form, instead.get().status(), OptionalInt.empty());
            return instead.get();
        }
        try {
            Map<String, Object> body = body(form, authorityHost);
            remember(form, 200, OptionalInt.empty());
            return new Answer(200, JSONObjectUtils.toJSONString(body));
        } catch (EntraRefusal refusal) {
            EntraError error = refusal.error();
            remember(form, error.status(), OptionalInt.of(error.code()));
            String id = correlationId.isEmpty() ? UUID.randomUUID().toString() : correlationId;
            return new Answer(error.status(), error.json(id, authorityHost));
        }
    }

    private Map<String, Object> body(TokenForm form, String authorityHost) throws EntraRefusal {
        String grant = form.text("grant_type");
        if (PersonGrants.isFor(grant)) {
            return person(form, authorityHost);
        }
        return success(grant.equals("cli") ? user(form) : application(form));
    }

    private Map<String, Object> person(TokenForm form, String authorityHost) throws EntraRefusal {
        var redeemed = people.redeem(form);
        PersonGrants.Person person = redeemed.getKey();
        String tenant = person.tenant();
        String scope = form.resourceScope();
        String resource = scope.replaceFirst("/(\\.default|user_impersonation)$", "");
        String audience = audience(resource, tenantName(tenant));
        Map<String, Object> body = success(tokens.forUser(tenant, person.user(), audience));
        body.put("scope", resource + "/user_impersonation " + scope);
        body.put("refresh_token", people.issueRefreshToken(person));
        body.put("id_token", tokens.idToken(authorityHost, person, redeemed.getValue()));
        body.put(
                "client_info",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(JSONObjectUtils.toJSONString(
                                        Map.of("uid", person.user().objectId(), "utid", tenant))
                                .getBytes(StandardCharsets.UTF_8)));
        return body;
    }

    /// The display name of a tenant that exists.
    String tenantName(String tenant) throws EntraRefusal {
        if (!TENANT.matcher(tenant).matches()) {
            throw new EntraRefusal(EntraError.tenantMalformed(tenant));
        }
        return directory.tenantName(tenant).orElseThrow(() -> new EntraRefusal(EntraError.tenantUnknown(tenant)));
    }

    private synchronized Optional<Answer> nextForced() {
        return Optional.ofNullable(forced.poll());
    }

    private String application(TokenForm form) throws EntraRefusal {
        String tenantName = tenantName(form.tenant());
        String clientId = form.text("client_id");
        Application application = directory
                .application(form.tenant(), clientId)
                .orElseThrow(() -> new EntraRefusal(EntraError.applicationUnknown(clientId, tenantName)));
        String proof = prove(form, clientId);
        String scope = form.resourceScope();
        if (!scope.endsWith("/.default")) {
            throw new EntraRefusal(EntraError.scope(scope));
        }
        String asked = audience(scope.substring(0, scope.length() - 9), tenantName);
        return tokens.forApplication(form.tenant(), application, audience.orElse(asked), proof);
    }

    private String prove(TokenForm form, String clientId) throws EntraRefusal {
        Optional<String> assertion = form.field("client_assertion");
        if (assertion.isPresent()) {
            assertions.verify(assertion.get(), clientId);
            return "2";
        }
        String secret = form.field("client_secret").orElseThrow(() -> new EntraRefusal(EntraError.credentialMissing()));
        if (!directory.isSecret(clientId, secret)) {
            throw new EntraRefusal(EntraError.secretWrong(clientId));
        }
        return "1";
    }

    private String user(TokenForm form) throws EntraRefusal {
        String tenantName = tenantName(form.tenant());
        User user = directory
                .user(form.tenant(), form.text("username"))
                .orElseThrow(() -> new EntraRefusal(EntraError.applicationUnknown(form.text("username"), tenantName)));
        return tokens.forUser(form.tenant(), user, audience(form.text("resource"), tenantName));
    }

    private static String audience(String resource, String tenantName) throws EntraRefusal {
        String plain = resource.replaceFirst("/$", "");
        boolean account = plain.matches("https://[a-z0-9]{3,24}\\.blob\\.core\\.windows\\.net");
        if (!account && !RESOURCES.contains(plain)) {
            throw new EntraRefusal(EntraError.resource(resource, tenantName));
        }
        return resource;
    }

    private Map<String, Object> success(String token) {
        long seconds = tokens.lifetime().toSeconds();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_type", "Bearer");
        body.put("expires_in", seconds);
        body.put("ext_expires_in", seconds);
        body.put("refresh_in", Math.max(seconds / 2, 1));
        body.put("access_token", token);
        return body;
    }

    private void remember(TokenForm form, int status, OptionalInt code) {
        exchanges.add(new Exchange(
                Instant.now(),
                form.tenant(),
                form.text("client_id"),
                form.text("grant_type"),
                form.field("client_assertion").flatMap(Exchange.Assertion::read),
                form.resourceScope(),
                form.field("claims"),
                status,
                code));
    }
}
