package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.net.connection.WebProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Looks at one host by hand: name, connection, certificate. Sends it no request.
///
/// @param host without brackets
/// @param proxy through which it is reached; it is then the proxy whose name is looked up
record Probe(String host, int port, Optional<WebProxy> proxy) {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    static Probe of(URI url, Optional<WebProxy> proxy) {
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        return new Probe(host, url.getPort() < 0 ? 443 : url.getPort(), proxy.filter(known -> known.isFor(host)));
    }

    /// @throws java.net.UnknownHostException when the name has no address
    List<InetAddress> addresses() throws IOException {
        return List.of(InetAddress.getAllByName(proxy.map(WebProxy::host).orElse(host)));
    }

    /// @throws IOException also when a proxy does not let us through, with what it said

    void connect() throws IOException {
        open().close();
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(
                            proxy.map(WebProxy::host).orElse(host),
                            proxy.map(WebProxy::port).orElse(port)),
                    (int) LIMIT.toMillis());
            socket.setSoTimeout((int) LIMIT.toMillis());
            if (proxy.isPresent()) {
                new ProbeTunnel(socket, proxy.get()).open(host, port);
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// @throws javax.net.ssl.SSLException when the certificate is not trusted or not of this host
    void handshake(SSLContext tls) throws IOException {
        try (Socket plain = open();
                SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    /// The certificate that the host shows, trusted or not. Only the handshake is made; nothing is
    /// sent over the connection.
    Optional<ShownCertificate> certificate() {
        Looking looking = new Looking();
        try {
            SSLContext curious = SSLContext.getInstance("TLS");
            curious.init(null, new TrustManager[] {looking}, null);
            try (Socket plain = open();
                    SSLSocket socket = (SSLSocket) curious.getSocketFactory().createSocket(plain, host, port, true)) {
                socket.startHandshake();
            }
        } catch (IOException | GeneralSecurityException e) {
            return looking.shown;
        }
        return looking.shown;
    }

    @Override
    public String toString() {
        return host + ":" + port + proxy.map(via -> " through the proxy " + via).orElse("");
    }

    /// Notes the certificate and then refuses, so that the connection cannot be used.
    private static final class Looking implements X509TrustManager {
        private Optional<ShownCertificate> shown = Optional.empty();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws java.security.cert.CertificateException {
            shown = Arrays.stream(chain).findFirst().map(ShownCertificate::of);
            throw new java.security.cert.CertificateException("only inspected");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws java.security.cert.CertificateException {
            throw new java.security.cert.CertificateException("only inspected");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
