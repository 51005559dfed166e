package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.TokenClaims;
import dev.blobdrop.core.net.PlainReply;
import dev.blobdrop.core.net.PlainRequest;
import dev.blobdrop.core.problem.Secrets;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Exchanges the federated token for an access token in one request of our own, because the library
/// hides status, codes, correlation id and the server's clock. Neither token leaves this class.
public final class TokenExchange {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private TokenExchange() {}

    /// The identity provider's answer.
    ///
    /// @param codes such as `AADSTS700213`, most important first; empty on success
    /// @param text its own words, without secrets
    /// @param trace its trace id and correlation id, for its support
    /// @param date its clock
    /// @param identity who the access token belongs to; empty if it refused
    /// @param audience who the access token is meant for
    public record Answer(
            int status,
            List<String> codes,
            String text,
            String trace,
            Optional<ZonedDateTime> date,
            Optional<Identity> identity,
            Optional<String> audience) {}

    /// Makes the exchange, within 15 s.
    ///
    /// @throws IOException when there was no answer
    public static Answer ask(CredentialPlan plan) throws IOException {
        return answer(plan.transport().ask(request(plan, CredentialPlan.STORAGE_SCOPE, Map.of()), LIMIT));
    }

    /// The request for an access token. Reads the federated token's file each time, because
    /// Kubernetes rotates it.
    ///
    /// @param more further fields of the form
    /// @throws IOException when the file cannot be read
    static HttpRequest request(CredentialPlan plan, String scope, Map<String, String> more) throws IOException {
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", "client_credentials");
        form.put("client_id", plan.effectiveClientId().orElseThrow());
        form.put("scope", scope);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put(
                "client_assertion",
                FederatedToken.text(FederatedToken.path(plan).orElseThrow()));
        return new PlainRequest(HttpMethod.POST, endpoint(plan), encode(form))
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/x-www-form-urlencoded");
    }

    private static String endpoint(CredentialPlan plan) {
        String authority = plan.authority();
        return authority
                + (authority.endsWith("/") ? "" : "/")
                + plan.effectiveTenant().orElseThrow()
                + "/oauth2/v2.0/token";
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Answer answer(PlainReply response) {
        Map<String, Object> body = json(response.body());
        List<String> codes = body.get("error_codes") instanceof List<?> numbers
                ? numbers.stream().map(number -> "AADSTS" + number).toList()
                : List.of();
        String text = body.getOrDefault("error_description", response.body()).toString();
        String trace = "trace id "
                + body.getOrDefault("trace_id", "none")
                + ", correlation id "
                + body.getOrDefault("correlation_id", "none");
        Optional<Identity> identity =
                Optional.ofNullable(body.get("access_token")).map(token -> identity(token.toString()));
        identity.ifPresent(known -> Secrets.know(body.get("access_token").toString()));
        return new Answer(
                response.status(),
                codes,
                identity.isPresent()
                        ? ""
                        : Secrets.redact(text.lines().findFirst().orElse("")),
                Secrets.redact(trace),
                response.date(),
                identity,
                Optional.ofNullable(body.get("access_token"))
                        .flatMap(token -> TokenClaims.of(token.toString()))
                        .flatMap(claims -> claims.first("aud")));
    }

    private static Identity identity(String token) {
        OffsetDateTime end = TokenClaims.of(token)
                .flatMap(claims -> claims.time("exp"))
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .orElseGet(OffsetDateTime::now);
        return Identity.of(LinkNames.WORKLOAD_IDENTITY, new AccessToken(token, end));
    }

    /// The fields of a JSON object; empty if it is not one.
    static Map<String, Object> json(String body) {
        try (JsonReader reader = JsonProviders.createReader(body)) {
            Map<String, Object> fields = reader.readMap(JsonReader::readUntyped);
            return fields == null ? Map.of() : fields;
        } catch (IOException | RuntimeException e) {
            return Map.of();
        }
    }
}
