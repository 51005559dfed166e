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

/// Tests the connection to one host: name, connection, certificate. Sends no request.
///
/// @param host without brackets
/// @param proxy the proxy to use; then its name is the one that is resolved
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

    /// @throws IOException also when a proxy refuses, with its status line
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

    /// @throws javax.net.ssl.SSLException when the certificate is not trusted or is for another
    ///     host
    void handshake(SSLContext tls) throws IOException {
        try (Socket plain = open();
                SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    /// The host's certificate, trusted or not. Makes only the handshake and sends nothing over the
    /// connection.
    Optional<ShownCertificate> certificate() {
        CertificateRecorder recorder = new CertificateRecorder();
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {recorder}, null);
            try (Socket plain = open();
                    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
                socket.startHandshake();
            }
        } catch (IOException | GeneralSecurityException e) {
            return recorder.shown;
        }
        return recorder.shown;
    }

    @Override
    public String toString() {
        return host + ":" + port + proxy.map(via -> " through the proxy " + via).orElse("");
    }

    /// Records the certificate and then refuses it, so that the connection cannot be used.
    private static final class CertificateRecorder implements X509TrustManager {
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
