package dev.blobdrop.core.net.connection;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// The system's certificate authorities and those of a PEM file.
public final class TrustedCertificates {
    /// More than all public authorities together; less than the heap.
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Collection<? extends Certificate> added;
    private Optional<X509ExtendedTrustManager> all = Optional.empty();

    private TrustedCertificates(Collection<? extends Certificate> added) {
        this.added = added;
    }

    /// The system's authorities and those of this file.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when the file cannot be read or contains
    ///     no certificate
    public static TrustedCertificates with(Path pem) {
        return new TrustedCertificates(read(pem));
    }

    /// Trusts both. Reads the system's authorities only if the file's do not suffice.
    public X509ExtendedTrustManager trustManager() {
        return new AddedFirst(manager(List.copyOf(added)), this::withSystem);
    }

    private synchronized X509ExtendedTrustManager withSystem() {
        if (all.isEmpty()) {
            List<Certificate> both = new ArrayList<>(system());
            both.addAll(added);
            all = Optional.of(manager(both));
        }
        return all.get();
    }

    private static X509ExtendedTrustManager manager(List<? extends Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            return manager(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The certificate store cannot be built", e);
        }
    }

    /// @param store null for the system's
    private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager()}, null);
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

    /// The system's authorities, read once in a process.
    public static List<X509Certificate> system() {
        return SystemHolder.AUTHORITIES;
    }

    private static final class SystemHolder {
        /// Kept because Java itself caches what it has read only as long as this is reachable.
        private static final X509ExtendedTrustManager MANAGER = systems();

        private static final List<X509Certificate> AUTHORITIES = List.of(MANAGER.getAcceptedIssuers());

        private static X509ExtendedTrustManager systems() {
            try {
                return manager((KeyStore) null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The system's authorities cannot be read", e);
            }
        }
    }

    private static Collection<? extends Certificate> read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw unusable(pem, "It is larger than 16 MiB.");
            }
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
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
