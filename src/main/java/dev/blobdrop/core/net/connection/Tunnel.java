package dev.blobdrop.core.net.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;

/// Asks an HTTP proxy for a connection to a host (RFC 9110, section 9.3.6), before TLS.
final class Tunnel {
    private static final int LONGEST_ANSWER = 8192;

    private Tunnel() {}

    /// @throws ConnectException when the proxy refuses; the message contains the proxy but never
    ///     its password
    static void open(Wire wire, WebProxy proxy, Host host) throws IOException {
        wire.write(ByteBuffer.wrap(proxy.connect(host.name(), host.port())));
        String status = answer(wire).lines().findFirst().orElse("");
        if (!status.matches("HTTP/1\\.[01] 2\\d\\d( .*)?")) {
            throw new ConnectException(
                    "The proxy " + proxy + (status.isEmpty() ? " ends the connection" : " answers " + status));
        }
    }

    /// The head of the response up to the empty line and not a byte further, because TLS begins
    /// there.
    private static String answer(Wire wire) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.length() < LONGEST_ANSWER && !isWhole(head)) {
            if (wire.read(one.clear()) < 0) {
                return "";
            }
            head.append((char) (one.get(0) & 0xFF));
        }
        return head.toString();
    }

    private static boolean isWhole(StringBuilder head) {
        return head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0;
    }
}
