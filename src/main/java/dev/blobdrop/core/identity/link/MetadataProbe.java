package dev.blobdrop.core.identity.link;

import com.azure.identity.CredentialUnavailableException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Checks whether Azure answers at the metadata endpoint and issues tokens, and explains it if not.
/// The library takes any answer for Azure's and then tries for 25 s to get a token. The probe reads
/// no body, so no token either.
///
/// Azure refuses a request without the header `Metadata: true` with status 400 and JSON:
/// <https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service>.
final class MetadataProbe {
    static final String DEFAULT_ADDRESS = "http://169.254.169.254";

    static final String NO_IDENTITY = "the metadata endpoint responds, but this machine has no such managed identity";

    private static final String PATH = "/metadata/identity/oauth2/token?api-version=2018-02-01";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofMillis(900);

    /// Azure takes longer to issue a first token than to refuse. All steps together stay below
    /// [LinkDeadline#METADATA].
    private static final Duration TOKEN = Duration.ofMillis(1700);

    /// Where a slow service gets more time.
    static final String PATIENCE = "; on its own it gets " + LinkDeadline.METADATA_ONLY.toSeconds() + " s";

    private final String address;
    private final Optional<String> clientId;

    private record Answer(int status, String type) {
        boolean isJson() {
            return type.startsWith("application/json");
        }
    }

    /// @param address such as `http://169.254.169.254`
    /// @param clientId of the managed identity; empty for the machine's own
    MetadataProbe(String address, Optional<String> clientId) {
        this.address = address.replaceAll("/+$", "");
        this.clientId = clientId;
    }

    /// Why the metadata endpoint gives no token now; empty if it gives one.
    Optional<CredentialUnavailableException> obstacle() {
        return notAzure().or(this::noToken);
    }

    /// Why the answer at the metadata endpoint is not Azure's; empty if it is.
    Optional<CredentialUnavailableException> notAzure() {
        try {
            HttpURLConnection connection = connection(PATH, ANSWER);
            try {
                return connected(connection).or(() -> notAzure(connection));
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return Optional.of(OwnReason.unavailable("AZURE_POD_IDENTITY_AUTHORITY_HOST is not an http:// URL"));
        }
    }

    private HttpURLConnection connection(String path, Duration limit) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static Optional<CredentialUnavailableException> connected(HttpURLConnection connection) {
        try {
            connection.connect();
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of(OwnReason.late(OwnReason.noAnswer(CONNECT) + " at the metadata endpoint"));
        } catch (IOException e) {
            return Optional.of(OwnReason.unavailable("no answer at the metadata endpoint"));
        }
    }

    private static Optional<CredentialUnavailableException> notAzure(HttpURLConnection connection) {
        try {
            Answer answer = answer(connection);
            return answer.status() == 400 || answer.isJson()
                    ? Optional.empty()
                    : Optional.of(OwnReason.unavailable(notAzure(answer)));
        } catch (SocketTimeoutException e) {
            return Optional.of(OwnReason.late(
                    OwnReason.noAnswer(CONNECT) + ": the metadata endpoint accepted the connection but sent nothing"));
        } catch (IOException e) {
            return Optional.of(
                    OwnReason.unavailable("the metadata endpoint accepted the connection and then closed it"));
        }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String type = Optional.ofNullable(connection.getContentType()).orElse("");
        return new Answer(status, type.toLowerCase(Locale.ROOT));
    }

    private static String notAzure(Answer answer) {
        int status = answer.status();
        if (status < 0) {
            return "the response from the metadata endpoint is not HTTP: not Azure";
        }
        String page = answer.type().startsWith("text/html") ? " with a web page" : "";
        return "the metadata endpoint answered "
                + status
                + page
                + switch (status / 100) {
                    case 2 -> ": a captive portal or proxy, not Azure";
                    case 3 -> " with a redirect: a captive portal or proxy, not Azure";
                    case 5 -> ": a proxy or gateway, not Azure";
                    default -> ": a proxy or firewall, not Azure";
                };
    }

    /// Azure caches its tokens, so the library, which asks again, gets the same one at once.
    private Optional<CredentialUnavailableException> noToken() {
        String identity = clientId.map(id -> "&client_id=" + encoded(id)).orElse("");
        try {
            HttpURLConnection connection =
                    connection(PATH + "&resource=" + encoded("https://storage.azure.com") + identity, TOKEN);
            connection.setRequestProperty("Metadata", "true");
            try {
                return noToken(answer(connection));
            } finally {
                connection.disconnect();
            }
        } catch (SocketTimeoutException e) {
            return Optional.of(
                    OwnReason.late(OwnReason.noAnswer(LinkDeadline.METADATA) + " to the token request" + PATIENCE));
        } catch (IOException e) {
            return Optional.of(OwnReason.unavailable(
                    "the metadata endpoint closed the connection during the token request" + PATIENCE));
        }
    }

    private static Optional<CredentialUnavailableException> noToken(Answer answer) {
        if (answer.status() == 200 && answer.isJson()) {
            return Optional.empty();
        }
        return Optional.of(OwnReason.unavailable(
                answer.status() == 400
                        ? NO_IDENTITY
                        : "the metadata endpoint answered " + answer.status() + " to the token request" + PATIENCE));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
