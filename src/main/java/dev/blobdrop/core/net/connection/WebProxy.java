package dev.blobdrop.core.net.connection;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The HTTP proxy in `HTTPS_PROXY` (else `HTTP_PROXY`, as in the Azure libraries; also in lower
/// case, as in curl), and the hosts in `NO_PROXY` that are reached directly.
///
/// Loopback and the metadata endpoint are always reached directly, because a proxy cannot reach
/// them.
///
/// @param host name or address of the proxy
/// @param userInfo `name:password` from the URL; never shown
/// @param direct hosts without proxy, in lower case: `name` includes `sub.name`; `*` includes all
public record WebProxy(String host, int port, Optional<String> userInfo, List<String> direct) {
    private static final String METADATA = "169.254.169.254";
    private static final int DEFAULT_PORT = 80;

    /// The request for a connection to a host (RFC 9110, section 9.3.6), in US-ASCII. It contains
    /// the proxy's password.
    public byte[] connect(String target, int port) {
        String there = (target.contains(":") ? "[" + target + "]" : target) + ":" + port;
        StringBuilder request = new StringBuilder();
        request.append("CONNECT ").append(there).append(" HTTP/1.1\r\n");
        request.append("Host: ").append(there).append("\r\n");
        authorization()
                .ifPresent(value ->
                        request.append("Proxy-Authorization: ").append(value).append("\r\n"));
        return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// The proxy of this environment, if any.
    ///
    /// @throws ProblemException when the variable does not contain the address of a proxy
    public static Optional<WebProxy> of(Environment environment) {
        return first(environment, "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
                .map(url -> parse(url, direct(first(environment, "NO_PROXY", "no_proxy"))));
    }

    private static Optional<String> first(Environment environment, String... names) {
        return Stream.of(names).map(environment::get).flatMap(Optional::stream).findFirst();
    }

    private static WebProxy parse(String text, List<String> direct) {
        try {
            URI url = URI.create(text.contains("://") ? text : "http://" + text);
            if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
                throw unusable();
            }
            return new WebProxy(url.getHost(), url.getPort() < 0 ? DEFAULT_PORT : url.getPort(), userInfo(url), direct);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
    }

    private static Optional<String> userInfo(URI url) {
        Optional<String> info = Optional.ofNullable(url.getUserInfo());
        info.map(text -> text.replaceFirst("^[^:]*:", "")).ifPresent(Secrets::know);
        return info;
    }

    /// Without the value, which may contain a password.
    private static ProblemException unusable() {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-proxy",
                        "Cannot use the proxy in HTTPS_PROXY",
                        "It must be the http:// URL of an HTTP proxy.")
                .withRemedy("export HTTPS_PROXY=http://PROXY:3128")
                .asException();
    }

    private static List<String> direct(Optional<String> list) {
        return list.stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s|]+")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .map(name -> name.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// Whether this host is reached through the proxy.
    ///
    /// @param name without brackets
    public boolean isFor(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        boolean here = wanted.equals("localhost")
                || wanted.equals("::1")
                || wanted.equals(METADATA)
                || wanted.matches("127(\\.\\d+){3}");
        return !here
                && direct.stream()
                        .noneMatch(part -> part.equals("*") || wanted.equals(part) || wanted.endsWith("." + part));
    }

    /// The value of a `Proxy-Authorization` header.
    private Optional<String> authorization() {
        return userInfo.map(
                info -> "Basic " + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)));
    }

    /// Host and port, without the password.
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
