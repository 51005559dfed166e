package dev.blobdrop.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The form fields of a request to the token endpoint.
record TokenForm(String tenant, Map<String, String> fields) {

    static TokenForm parse(String tenant, String body) {
        Map<String, String> fields = Stream.of(body.split("&"))
                .map(field -> field.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1]), (first, second) -> first));
        return new TokenForm(tenant, fields);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /// The one scope that names a resource, without those of OpenID Connect.
    String resourceScope() {
        return Stream.of(text("scope").split(" "))
                .filter(scope -> scope.contains("/"))
                .findFirst()
                .orElse(text("scope"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
