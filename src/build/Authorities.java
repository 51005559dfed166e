import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The certificate authorities that the image trusts: those of the Java that builds it, without
/// those that an administrator has added to this machine (a company's proxy, say), because they are
/// nothing to anybody who runs the image.
final class Authorities {
    /// Where an administrator puts them: Debian, Red Hat, Arch, SUSE.
    private static final List<Path> ADDED = List.of(
            Path.of("/usr/local/share/ca-certificates"),
            Path.of("/etc/pki/ca-trust/source/anchors"),
            Path.of("/etc/ca-certificates/trust-source/anchors"),
            Path.of("/etc/pki/trust/anchors"));

    private final Path javaHome;

    Authorities(Path javaHome) {
        this.javaHome = javaHome;
    }

    void write(Path runtime) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(store(javaHome).toFile(), (char[]) null);
        Set<Certificate> added = added();
        var kept = new TreeMap<String, Certificate>();
        trusted.aliases().asIterator().forEachRemaining(alias -> keep(trusted, alias, added, kept));
        if (kept.isEmpty()) {
            throw new Unbuildable("there is no certificate authority in " + store(javaHome));
        }
        // Without passwords there is no salt, and the same authorities give the same file.
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        KeyStore written = KeyStore.getInstance("PKCS12");
        written.load(null, null);
        for (var entry : kept.entrySet()) {
            written.setCertificateEntry(entry.getKey(), entry.getValue());
        }
        try (OutputStream out = Files.newOutputStream(store(runtime))) {
            written.store(out, null);
        }
        System.out.println("  %d certificate authorities, %d of this machine left out"
                .formatted(kept.size(), trusted.size() - kept.size()));
    }

    private static void keep(KeyStore trusted, String alias, Set<Certificate> added, TreeMap<String, Certificate> to) {
        try {
            Certificate certificate = trusted.getCertificate(alias);
            if (certificate != null && !added.contains(certificate)) {
                to.put(alias, certificate);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path store(Path home) {
        return home.resolve("lib/security/cacerts");
    }

    private static Set<Certificate> added() throws IOException, CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Set<Certificate> found = new HashSet<>();
        for (Path folder : ADDED) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        try (InputStream in = Files.newInputStream(file)) {
                            found.addAll(factory.generateCertificates(in));
                        } catch (CertificateException notOne) {
                            System.out.println("  not a certificate, passed over: " + file);
                        }
                    }
                }
            }
        }
        return found;
    }
}
