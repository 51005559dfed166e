package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// The public documents of the identity provider: which hosts belong together, and where its
/// endpoints are.
record EntraMetadata(String authorityHost) {

    String instances(String tenant) {
        String host = URI.create(authorityHost).getAuthority();
        return JSONObjectUtils.toJSONString(Map.of(
                "tenant_discovery_endpoint",
                authorityHost + tenant + "/v2.0/.well-known/openid-configuration",
                "api-version",
                "1.1",
                "metadata",
                List.of(
                        instance(
                                "login.microsoftonline.com",
                                "login.windows.net",
                                List.of(
                                        "login.microsoftonline.com",
                                        "login.windows.net",
                                        "login.microsoft.com",
                                        "sts.windows.net")),
                        instance(host, host, List.of(host)))));
    }

    String configuration(String tenant) {
        String base = authorityHost + tenant;
        return JSONObjectUtils.toJSONString(Map.of(
                "issuer", base + "/v2.0",
                "token_endpoint", base + "/oauth2/v2.0/token",
                "authorization_endpoint", base + "/oauth2/v2.0/authorize",
                "device_authorization_endpoint", base + "/oauth2/v2.0/devicecode",
                "end_session_endpoint", base + "/oauth2/v2.0/logout",
                "jwks_uri", base + "/discovery/v2.0/keys",
                "response_types_supported", List.of("code", "id_token"),
                "subject_types_supported", List.of("pairwise"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt")));
    }

    private static Map<String, Object> instance(String network, String cache, List<String> aliases) {
        return Map.of("preferred_network", network, "preferred_cache", cache, "aliases", aliases);
    }
}
