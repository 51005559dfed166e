package dev.blobdrop.core.identity;

import com.azure.identity.CredentialUnavailableException;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Asks the metadata address, as the library does, whether Azure answers there, and says what it
/// did if not. The library takes any answer for Azure's and then tries for 25 s to get a token.
///
/// The question lacks the header `Metadata: true`, without which Azure refuses with status 400 and
/// JSON: <https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service>.
final class MetadataProbe {
    static final String DEFAULT_ADDRESS = "http://169.254.169.254";

    private static final String QUESTION = "/metadata/identity/oauth2/token?api-version=2018-02-01";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofMillis(800);

    private final String address;

    /// @param address such as `http://169.254.169.254`
    MetadataProbe(String address) {
        this.address = address.replaceAll("/+$", "");
    }

    /// What keeps the metadata address from being Azure's; empty when Azure answers there.
    Optional<CredentialUnavailableException> objection() {
        HttpURLConnection connection;
        try {
            connection =
                    (HttpURLConnection)
                            URI.create(address + QUESTION).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) ANSWER.toMillis());
            connection.setInstanceFollowRedirects(false);
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return Optional.of(
                    OwnReason.unavailable("AZURE_POD_IDENTITY_AUTHORITY_HOST is no http:// URL"));
        }
        try {
            return ask(connection);
        } finally {
            connection.disconnect();
        }
    }

    private static Optional<CredentialUnavailableException> ask(HttpURLConnection connection) {
        try {
            connection.connect();
        } catch (SocketTimeoutException e) {
            return Optional.of(
                    OwnReason.late(OwnReason.noAnswer(CONNECT) + " at the metadata address"));
        } catch (IOException e) {
            return Optional.of(OwnReason.unavailable("no answer at the metadata address"));
        }
        try {
            int status = connection.getResponseCode();
            String type = Optional.ofNullable(connection.getContentType()).orElse("");
            return isAzure(status, type.toLowerCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of(OwnReason.unavailable(stranger(status, type)));
        } catch (SocketTimeoutException e) {
            return Optional.of(
                    OwnReason.late(
                            OwnReason.noAnswer(LinkDeadline.METADATA)
                                    + ": the metadata address took the connection and stayed"
                                    + " silent"));
        } catch (IOException e) {
            return Optional.of(
                    OwnReason.unavailable(
                            "the metadata address took the connection and broke it off"));
        }
    }

    private static boolean isAzure(int status, String type) {
        return status == 400 || type.startsWith("application/json");
    }

    private static String stranger(int status, String type) {
        if (status < 0) {
            return "what answers at the metadata address does not speak HTTP: not Azure";
        }
        boolean page = type.toLowerCase(Locale.ROOT).startsWith("text/html");
        String said = "the metadata address answered " + status + (page ? " with a web page" : "");
        return said
                + switch (status / 100) {
                    case 2 -> ": a captive portal or proxy, not Azure";
                    case 3 -> " and sent us elsewhere: a captive portal or proxy, not Azure";
                    case 5 -> ": a proxy or gateway, not Azure";
                    default -> ": a proxy or firewall, not Azure";
                };
    }
}
