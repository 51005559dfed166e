package dev.blobdrop.core.net.connection;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts what the authorities of one file vouch for, or else what those and the system's do. The
/// first are few; to read the others, some 140, takes a tenth of a short command's processor time,
/// and where a file is given they are often not needed.
///
/// Safe for use by many threads.
final class AddedFirst extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager added;
    private final Supplier<X509ExtendedTrustManager> all;

    /// @param all asked for when it is needed; what it says of a refusal is what is said
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
