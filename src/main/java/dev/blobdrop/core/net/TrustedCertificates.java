package dev.blobdrop.core.net;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The system's certificate authorities and those of one PEM file beside them.
final class TrustedCertificates {
    /// More than all the authorities of the world; less than the heap.
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final TrustManagerFactory factory;

    private TrustedCertificates(TrustManagerFactory factory) {
        this.factory = factory;
    }

    static TrustedCertificates with(Path pem) {
        Collection<? extends Certificate> added = read(pem);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int index = 0;
            for (X509Certificate certificate : system()) {
                store.setCertificateEntry("system-" + index++, certificate);
            }
            for (Certificate certificate : added) {
                store.setCertificateEntry("added-" + index++, certificate);
            }
            return new TrustedCertificates(factory(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The certificate store cannot be built", e);
        }
    }

    TrustManagerFactory trustManagers() {
        return factory;
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    static SSLContext systemContext() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    private static List<X509Certificate> system() throws GeneralSecurityException {
        TrustManagerFactory system =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        system.init((KeyStore) null);
        for (TrustManager manager : system.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return List.of(x509.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw unusable(pem, "It is larger than 16 MiB.");
            }
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(content));
            if (certificates.isEmpty()) {
                throw unusable(pem, "It holds no certificate.");
            }
            return certificates;
        } catch (IOException e) {
            throw unusable(pem, FileProblems.reading(pem, e).detail());
        } catch (CertificateException e) {
            throw unusable(pem, "It is not a list of certificates in PEM form.");
        }
    }

    private static RuntimeException unusable(Path pem, String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-ca-file", "Cannot use the CA file " + pem, why)
                .withRemedy("Give a PEM file: -----BEGIN CERTIFICATE----- ...")
                .asException();
    }
}
