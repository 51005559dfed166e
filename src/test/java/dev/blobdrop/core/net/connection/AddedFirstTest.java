package dev.blobdrop.core.net.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.sandbox.CertificateAuthority;
import dev.blobdrop.sandbox.ServerCertificate;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedFirstTest {
    private final CertificateAuthority own = CertificateAuthority.create("own");
    private final CertificateAuthority worlds = CertificateAuthority.create("the world's");
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    Path folder;

    /// What the file vouches for, and what another authority does as well, as the system's would.
    private AddedFirst manager() {
        return new AddedFirst(trusting(own), () -> {
            asked.incrementAndGet();
            return trusting(worlds);
        });
    }

    private X509ExtendedTrustManager trusting(CertificateAuthority authority) {
        Path pem = authority.write(folder.resolve(authority.hashCode() + ".pem"));
        return TrustedCertificates.with(pem).trustManager();
    }

    private static X509Certificate[] chain(ServerCertificate certificate) {
        return new X509Certificate[] {certificate.certificate()};
    }

    private void check(ServerCertificate certificate) throws CertificateException {
        manager().checkServerTrusted(chain(certificate), "ECDHE_RSA");
    }

    @Test
    void whatTheFileVouchesForNeedsNoOtherAuthority() throws CertificateException {
        check(own.issue(List.of("a.example")));
        assertThat(asked).hasValue(0);
    }

    @Test
    void whatTheFileDoesNotKnowIsForAllToJudge() throws CertificateException {
        check(worlds.issue(List.of("a.example")));
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatNobodyVouchesForIsRefused() {
        CertificateAuthority stranger = CertificateAuthority.create("a stranger");
        assertThatThrownBy(() -> check(stranger.issue(List.of("a.example")))).isInstanceOf(CertificateException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void expiredCertificateIsRefusedWhoeverVouchesForIt() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        assertThatThrownBy(() -> check(own.issue(yesterday.minusSeconds(60), yesterday)))
                .isInstanceOf(CertificateException.class);
    }
}
