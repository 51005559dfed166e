package dev.blobdrop.core.net.connection;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts the certificate authorities of a file, and only if those do not suffice, the system's as
/// well. Reading the system's, about 140, takes a tenth of the processor time of a short command,
/// and with a CA file they are often not needed.
///
/// Safe for use by many threads.
final class AddedFirst extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager added;
    private final Supplier<X509ExtendedTrustManager> all;

    /// @param all both kinds of authorities, loaded on demand; its refusal is the one reported
    AddedFirst(X509ExtendedTrustManager added, Supplier<X509ExtendedTrustManager> all) {
        this.added = added;
        this.all = all;
    }

    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void check(Check check) throws CertificateException {
        try {
            check.by(added);
        } catch (CertificateException e) {
            check.by(all.get());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(manager -> manager.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(manager -> manager.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(manager -> manager.checkClientTrusted(chain, type));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return all.get().getAcceptedIssuers();
    }
}
