package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A refusal of the identity provider, in the numbers, words and JSON of Entra.
///
/// @param error the OAuth error, such as `invalid_client`
/// @param code the number after `AADSTS`
public record EntraError(int status, String error, int code, String text) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter PRECISE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String CHECK =
            " Check your federated identity credential Subject, Audience and Issuer against the"
                    + " presented assertion."
                    + " https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

    public static EntraError tenantMalformed(String tenant) {
        return new EntraError(
                400,
                "invalid_request",
                900023,
                "Specified tenant identifier '"
                        + tenant
                        + "' is neither a valid DNS name, nor a valid external domain.");
    }

    public static EntraError tenantUnknown(String tenant) {
        return new EntraError(
                400,
                "invalid_request",
                90002,
                "Tenant '"
                        + tenant
                        + "' not found. Check to make sure you have the correct tenant ID and are"
                        + " signing into the correct cloud. Check with your subscription"
                        + " administrator, this may happen if there are no active subscriptions"
                        + " for the tenant.");
    }

    public static EntraError applicationUnknown(String clientId, String tenantName) {
        return new EntraError(
                400,
                "unauthorized_client",
                700016,
                "Application with identifier '"
                        + clientId
                        + "' was not found in the directory '"
                        + tenantName
                        + "'. This can happen if the application has not been installed by the"
                        + " administrator of the tenant or consented to by any user in the"
                        + " tenant. You may have sent your authentication request to the wrong"
                        + " tenant.");
    }

    public static EntraError credentialMissing() {
        return client(
                7000218,
                "The request body must contain the following parameter: 'client_assertion' or" + " 'client_secret'.");
    }

    public static EntraError secretWrong(String clientId) {
        return client(
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the"
                        + " client secret value, not the client secret ID, for a secret added to"
                        + " app '"
                        + clientId
                        + "'.");
    }

    public static EntraError assertionMalformed() {
        return new EntraError(400, "invalid_request", 50027, "JWT token is invalid or malformed.");
    }

    public static EntraError issuerUnreachable() {
        return client(50166, "Request to External OIDC endpoint failed.");
    }

    public static EntraError signature(String reason) {
        return client(50013, "Assertion failed signature validation. [Reason - " + reason + "]");
    }

    public static EntraError validity(Instant now, Instant from, Instant until) {
        return client(
                700024,
                "Client assertion is not within its valid time range. Current time: %s, assertion"
                                .formatted(PRECISE.format(now))
                        + " valid from %s, expiry time of assertion %s."
                                .formatted(PRECISE.format(from), PRECISE.format(until))
                        + " Review the documentation at"
                        + " https://learn.microsoft.com/entra/identity-platform/certificate-credentials"
                        + " .");
    }

    public static EntraError issuer(String value) {
        return client(700211, unmatched("issuer", value) + CHECK);
    }

    public static EntraError audience(String value) {
        return client(700212, unmatched("audience", value) + CHECK);
    }

    public static EntraError subject(String value) {
        return client(700213, unmatched("subject", value) + CHECK);
    }

    public static EntraError subjectCase(String value) {
        return client(
                7002138,
                unmatched("subject", value)
                        + " The subject matches with case-insensitive comparison, but not with"
                        + " case-sensitive comparison."
                        + CHECK);
    }

    public static EntraError scope(String value) {
        return new EntraError(
                400,
                "invalid_scope",
                70011,
                "The provided request must include a 'scope' input parameter. The provided value"
                        + " for the input parameter 'scope' is not valid. The scope "
                        + value
                        + " is not valid.");
    }

    public static EntraError resource(String value, String tenantName) {
        return new EntraError(
                400,
                "invalid_resource",
                500011,
                "The resource principal named %s was not found in the tenant named %s.".formatted(value, tenantName)
                        + " This can happen if the application has not been installed by the"
                        + " administrator of the tenant or consented to by any user in the"
                        + " tenant.");
    }

    /// The JSON body; a correlation id that came with the request is given back.
    String json(String correlationId, String authorityHost) {
        String trace = UUID.randomUUID().toString();
        String time = TIME.format(Instant.now());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put(
                "error_description",
                "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
                        .formatted(code, text, trace, correlationId, time));
        body.put("error_codes", List.of(code));
        body.put("timestamp", time);
        body.put("trace_id", trace);
        body.put("correlation_id", correlationId);
        body.put("error_uri", authorityHost + "error?code=" + code);
        return JSONObjectUtils.toJSONString(body);
    }

    private static EntraError client(int code, String text) {
        return new EntraError(401, "invalid_client", code, text);
    }

    private static String unmatched(String part, String value) {
        return "No matching federated identity record found for presented assertion %s '%s'.".formatted(part, value);
    }
}
