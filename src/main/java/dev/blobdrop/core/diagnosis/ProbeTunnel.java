package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.net.connection.WebProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// Asks an HTTP proxy for a connection to a host, as every client does before TLS.
record ProbeTunnel(Socket socket, WebProxy proxy) {
    private static final int LONGEST_ANSWER = 8192;

    /// @throws IOException with the proxy's status line if it refuses
    void open(String host, int port) throws IOException {
        socket.getOutputStream().write(proxy.connect(host, port));
        String status = answer(socket.getInputStream()).lines().findFirst().orElse("");
        if (!status.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
            throw new IOException(status.isEmpty() ? "it ends the connection" : "it answers " + status);
        }
    }

    /// The head of the answer up to the empty line and not a byte further, because TLS starts
    /// there.
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_ANSWER && !head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
