package dev.blobdrop.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Picks requests to the gateway by method, path and query.
///
/// @param path searched for in the raw path, which starts with the account's name
/// @param query parameters such as `comp=block` that must be there as they stand
public record RequestMatcher(Optional<String> method, Pattern path, List<String> query) {

    public static RequestMatcher any() {
        return new RequestMatcher(Optional.empty(), Pattern.compile(""), List.of());
    }

    public static RequestMatcher method(String name) {
        return new RequestMatcher(Optional.of(name), Pattern.compile(""), List.of());
    }

    public RequestMatcher path(String regex) {
        return new RequestMatcher(method, Pattern.compile(regex), query);
    }

    public RequestMatcher query(String... parameters) {
        return new RequestMatcher(method, path, List.of(parameters));
    }

    boolean matches(GatewayRequest request) {
        return method.map(request.method()::equals).orElse(true)
                && path.matcher(request.path()).find()
                && List.of(request.query().split("&")).containsAll(query);
    }
}
