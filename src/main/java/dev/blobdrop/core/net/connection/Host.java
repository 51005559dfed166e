package dev.blobdrop.core.net.connection;

import java.io.IOException;
import java.net.URL;

/// One end of connections.
///
/// @param name without brackets
/// @param secure whether it is spoken to by TLS
public record Host(String name, int port, boolean secure) {
    /// @throws IOException when the URL has no host or another scheme than HTTP
    public static Host of(URL url) throws IOException {
        boolean secure = url.getProtocol().equals("https");
        if (url.getHost().isEmpty() || !secure && !url.getProtocol().equals("http")) {
            throw new IOException("Not a server address: " + url.getProtocol());
        }
        String name = url.getHost();
        boolean bracketed = name.startsWith("[") && name.endsWith("]");
        return new Host(
                bracketed ? name.substring(1, name.length() - 1) : name,
                url.getPort() < 0 ? url.getDefaultPort() : url.getPort(),
                secure);
    }

    /// Each request looks its host up, and the quick compiler makes slow code of what records have.
    @Override
    public boolean equals(Object other) {
        return other instanceof Host host && port == host.port && secure == host.secure && name.equals(host.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + port;
    }

    /// As the header `Host` wants it.
    public String header() {
        String shown = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return port == (secure ? 443 : 80) ? shown : shown + ":" + port;
    }
}
