import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// A signed jar, and the copy of it without its signature: Java keeps the classes of signed jars
/// out of the start-up cache, and checks the signature anew at each start.
///
/// A signature has done its work when the build has verified it; what is left in the copy is proved
/// to be the signed content, byte by byte.
final class SignedJar {
    private static final String SIGNER = "O=Microsoft Corporation";

    private final Path jar;

    SignedJar(Path jar) {
        this.jar = jar;
    }

    static boolean isSigned(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> isSignature(entry.getName()));
        }
    }

    /// Ends the build unless every file in the jar is signed by one certificate of Microsoft that
    /// was good when it signed.
    void verify() throws IOException, GeneralSecurityException {
        Set<X509Certificate> anchors = systemAuthorities();
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            Set<CodeSigner> checked = new HashSet<>();
            for (JarEntry entry : entries(file)) {
                try (InputStream in = file.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                if (entry.isDirectory() || isAboutTheSignature(entry.getName())) {
                    continue;
                }
                CodeSigner[] signers = entry.getCodeSigners();
                if (signers == null || signers.length == 0) {
                    throw new SecurityException(jar + ": " + entry + " is not signed");
                }
                if (checked.add(signers[0])) {
                    verify(signers[0], anchors);
                }
            }
        }
    }

    private void verify(CodeSigner signer, Set<X509Certificate> anchors) throws GeneralSecurityException {
        var certificate =
                (X509Certificate) signer.getSignerCertPath().getCertificates().getFirst();
        String name = certificate.getSubjectX500Principal().getName();
        if (!Arrays.asList(name.split(",")).contains(SIGNER)) {
            throw new SecurityException(jar + " is signed by someone else: " + name);
        }
        var parameters = new PKIXParameters(trustAnchors(anchors));
        parameters.setRevocationEnabled(false);
        if (signer.getTimestamp() != null) {
            parameters.setDate(signer.getTimestamp().getTimestamp());
        }
        CertPathValidator.getInstance("PKIX").validate(signer.getSignerCertPath(), parameters);
    }

    /// Writes the jar without its signature and proves that nothing else is different.
    void stripTo(Path copy) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : entries(from)) {
                if (isSignature(entry.getName())) {
                    continue;
                }
                ZipEntry written = new ZipEntry(entry.getName());
                written.setTime(entry.getTime());
                to.putNextEntry(written);
                to.write(
                        entry.getName().equals(JarFile.MANIFEST_NAME)
                                ? mainSection(content(from, entry))
                                : content(from, entry));
            }
        }
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
        compare(copy);
    }

    private void compare(Path copy) throws IOException {
        try (ZipFile before = new ZipFile(jar.toFile());
                ZipFile after = new ZipFile(copy.toFile())) {
            Map<String, byte[]> expected = contents(before);
            expected.keySet().removeIf(SignedJar::isSignature);
            Map<String, byte[]> found = contents(after);
            if (!List.copyOf(expected.keySet()).equals(List.copyOf(found.keySet()))) {
                throw new IllegalStateException(copy + " has other entries than " + jar);
            }
            for (String name : expected.keySet()) {
                boolean same = name.equals(JarFile.MANIFEST_NAME)
                        ? attributes(expected.get(name)).equals(attributes(found.get(name)))
                        : Arrays.equals(expected.get(name), found.get(name));
                if (!same) {
                    throw new IllegalStateException(copy + ": " + name + " is different");
                }
            }
        }
    }

    private static Object attributes(byte[] manifest) throws IOException {
        return new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
    }

    /// The manifest up to the first empty line; the digests of the entries follow it.
    private static byte[] mainSection(byte[] manifest) {
        for (int i = 0; i + 1 < manifest.length; i++) {
            if (manifest[i] == '\n' && (manifest[i + 1] == '\n' || manifest[i + 1] == '\r')) {
                byte[] main = Arrays.copyOf(manifest, i + 3);
                main[i + 1] = '\r';
                main[i + 2] = '\n';
                return main;
            }
        }
        return manifest;
    }

    private static boolean isSignature(String entry) {
        String name = entry.toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/")
                && name.indexOf('/', "META-INF/".length()) < 0
                && (name.endsWith(".SF") || name.endsWith(".RSA") || name.endsWith(".DSA") || name.endsWith(".EC"));
    }

    private static boolean isAboutTheSignature(String entry) {
        return isSignature(entry) || entry.equals(JarFile.MANIFEST_NAME);
    }

    private static <E extends ZipEntry> List<E> entries(Enumeration<E> entries) {
        List<E> list = new ArrayList<>();
        entries.asIterator().forEachRemaining(list::add);
        return list;
    }

    private static List<JarEntry> entries(JarFile file) {
        return entries(file.entries());
    }

    private static List<? extends ZipEntry> entries(ZipFile file) {
        return entries(file.entries());
    }

    private static Map<String, byte[]> contents(ZipFile file) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (ZipEntry entry : entries(file)) {
            contents.put(entry.getName(), content(file, entry));
        }
        return contents;
    }

    private static byte[] content(ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static Set<X509Certificate> systemAuthorities() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return Set.of(x509.getAcceptedIssuers());
            }
        }
        return Set.of();
    }

    private static Set<TrustAnchor> trustAnchors(Set<X509Certificate> authorities) {
        Set<TrustAnchor> anchors = new HashSet<>();
        authorities.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
        return anchors;
    }
}
