package dev.blobdrop.core.identity;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The claims of a token. They are not verified: whoever accepts the token checks its signature.
///
/// @param header the first part of the token
/// @param payload the second part of the token
public record TokenClaims(Map<String, Object> header, Map<String, Object> payload) {
    /// The year 9999. Later times are clamped to it.
    private static final long LATEST = 253_402_300_799L;

    /// @param token three base64url parts separated by dots
    /// @return empty if it is not a JSON web token
    public static Optional<TokenClaims> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        return json(parts[0]).flatMap(header -> json(parts[1]).map(payload -> new TokenClaims(header, payload)));
    }

    private static Optional<Map<String, Object>> json(String part) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
            try (JsonReader reader = JsonProviders.createReader(text)) {
                return Optional.ofNullable(reader.readMap(JsonReader::readUntyped));
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// A claim that is a string; empty if it is missing or blank.
    public Optional<String> text(String name) {
        return payload.get(name) instanceof String value && !value.isBlank() ? Optional.of(value) : Optional.empty();
    }

    /// A claim that is a string or, as Kubernetes writes the audience, a list of one string.
    public Optional<String> first(String name) {
        return payload.get(name) instanceof List<?> list
                ? list.stream()
                        .limit(1)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .findFirst()
                : text(name);
    }

    /// A claim that is a time in seconds since 1970.
    public Optional<Instant> time(String name) {
        return payload.get(name) instanceof Number seconds
                ? Optional.of(Instant.EPOCH.plusSeconds(Math.clamp(seconds.longValue(), 0, LATEST)))
                : Optional.empty();
    }
}
