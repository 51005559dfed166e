package dev.blobdrop.core.diagnosis;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The claims of a server's certificate, trusted or not.
///
/// @param names the hosts it was issued for
record ShownCertificate(String issuer, List<String> names, Instant from, Instant until) {
    private static final int MOST_NAMES = 5;

    static ShownCertificate of(X509Certificate certificate) {
        return new ShownCertificate(
                certificate.getIssuerX500Principal().getName(),
                names(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(java.util.Collection::stream)
                    .map(entry -> entry.get(1))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /// The certificate as evidence.
    ///
    /// @param host the server
    List<String> lines(String host) {
        String some = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        return List.of(
                host + " presents a certificate issued by " + issuer,
                "for " + (some.isEmpty() ? "no host" : some),
                "valid from " + from + " to " + until);
    }
}
