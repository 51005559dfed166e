package dev.blobdrop.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.stream.Stream;

/// A request to the blob service by its method, raw path and raw query.
///
/// @param path starts with the account's name, whichever form of URL the client used
record GatewayRequest(String method, String path, String query) {

    static GatewayRequest of(HttpExchange exchange, String account) {
        var uri = exchange.getRequestURI();
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        String raw = uri.getRawPath();
        String path = host.startsWith(account + ".") ? "/" + account + raw : raw;
        return new GatewayRequest(
                exchange.getRequestMethod(),
                path,
                Optional.ofNullable(uri.getRawQuery()).orElse(""));
    }

    boolean has(String parameter, String value) {
        return Stream.of(query.split("&")).anyMatch((parameter + "=" + value)::equals);
    }

    /// The container that the request is about; none when it is about the account.
    Optional<String> container() {
        String[] segments = path.split("/", 4);
        boolean named = segments.length > 2 && !segments[2].isEmpty();
        return named ? Optional.of(segments[2]) : Optional.empty();
    }

    Roles.Scope scope() {
        return new Roles.Scope(container());
    }

    boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    String pathAndQuery() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
