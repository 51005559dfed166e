package dev.blobdrop.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// Writes keys and certificates in the text form that every program reads.
final class Pem {
    private Pem() {}

    static Path write(Path file, String label, X509Certificate certificate) {
        try {
            return write(file, text(label, certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path write(Path file, PrivateKey key) {
        return write(file, text("PRIVATE KEY", key.getEncoded()));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String label, byte[] der) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, lines.encodeToString(der), label);
    }
}
