package dev.blobdrop.core.net.connection;

import java.io.IOException;
import java.net.URL;

/// The server of a connection.
///
/// @param name without brackets
/// @param secure whether TLS is used
public record Host(String name, int port, boolean secure) {
    /// The server of a URL.
    ///
    /// @throws IOException when the URL has no host, or a scheme other than HTTP and HTTPS
    public static Host of(URL url) throws IOException {
        boolean secure = url.getProtocol().equals("https");
        if (url.getHost().isEmpty() || !secure && !url.getProtocol().equals("http")) {
            throw new IOException("This is no address of a server: " + url.getProtocol());
        }
        String name = url.getHost();
        boolean bracketed = name.startsWith("[") && name.endsWith("]");
        return new Host(
                bracketed ? name.substring(1, name.length() - 1) : name,
                url.getPort() < 0 ? url.getDefaultPort() : url.getPort(),
                secure);
    }

    /// Written out because each request looks its host up, and the C1 compiler makes slow code of a
    /// record's own method.
    @Override
    public boolean equals(Object other) {
        return other instanceof Host host && port == host.port && secure == host.secure && name.equals(host.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + port;
    }

    /// The value of the `Host` header.
    public String header() {
        String shown = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return port == (secure ? 443 : 80) ? shown : shown + ":" + port;
    }
}
