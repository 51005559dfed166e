package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that do not come about: unknown hosts, refusals, silence, and TLS.
class ConnectionProblemsTest extends ProblemsCase {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "contoso.blob.core.windows.net",
                "contoso.blob.core.windows.net.",
                "contoso.blob.core.windows.net: Name or service not known",
                "Failed to resolve 'contoso.blob.core.windows.net' [A(1), AAAA(28)]",
                "Failed to resolve 'contoso.blob.core.windows.net.' [A(1)]",
            })
    void unknownHostOfTheAccountMeansThereIsNoSuchAccount(String message) {
        Problem problem = from(wrapped(new UnknownHostException(message)));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(problem.title()).isEqualTo("There is no storage account at contoso.blob.core.windows.net");
        assertThat(problem.remedy().getFirst()).contains("[?name=='contoso']");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contoso.blob.core.windows.net: Temporary failure in name resolution",
                "contoso.blob.core.windows.net: Try again",
            })
    void resolverInTroubleSaysNothingAboutTheAccount(String message) {
        Problem problem = from(wrapped(new UnknownHostException(message)));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(problem.code()).isEqualTo(NetworkProblems.UNKNOWN_HOST);
        assertThat(problem.retryable()).isTrue();
        assertThat(problem.title()).isEqualTo("The name contoso.blob.core.windows.net cannot be resolved");
    }

    /// A sign-in knows the authority and no account.
    @Test
    void unknownSignInHostIsReportedAsTheDoctorReportsIt() {
        Problem problem = Problems.from(
                wrapped(new UnknownHostException("login.example: Name not known")),
                Facts.NONE.with("authority", "login.example"));
        assertThat(problem.code()).isEqualTo("authority-unknown-host");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(problem.retryable()).isTrue();
        assertThat(problem.detail()).contains("login.example");
        assertThat(problem.remedy()).noneMatch(line -> line.contains("storage account"));
    }

    @Test
    void unknownHostOfAnotherServerMayPass() {
        for (Facts facts : List.of(FACTS, Facts.NONE)) {
            Problem problem = Problems.from(wrapped(new UnknownHostException("proxy.example")), facts);
            assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
            assertThat(problem.title()).contains("proxy.example");
            assertThat(problem.retryable()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Connection refused: localhost/127.0.0.1:10000,localhost:10000 (127.0.0.1)",
        "Connection refused: getsockopt: /127.0.0.1:10000,127.0.0.1:10000",
        "Connection refused: /127.0.0.1:9,127.0.0.1:9",
        "Connection refused: localhost/[0:0:0:0:0:0:0:1]:443,localhost:443 ([0:0:0:0:0:0:0:1])",
        "Connection refused,the server",
    })
    void refusedConnectionNamesTheAddress(String message, String address) {
        Problem problem = from(wrapped(new ConnectException(message)));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(problem.code()).isEqualTo("connection-refused");
        assertThat(problem.title()).isEqualTo("Nothing answers at " + address);
        Matcher port = Pattern.compile(":(\\d+)( |$)").matcher(address);
        assertThat(problem.remedies())
                .singleElement()
                .isEqualTo(new Remedy.Sentence("Check that the service runs and that port "
                        + (port.find() ? port.group(1) : "443")
                        + " is open from here"));
        assertThat(problem.commands()).isEmpty();
    }

    @Test
    void theIdentityProvidersPortIsTheOneThatWasTried() {
        Problem problem = Problems.from(
                wrapped(new ConnectException("Connection refused: login.example/1.2.3.4:8443")),
                FACTS.with("authority", "login.example"));
        assertThat(problem.remedy()).anyMatch(line -> line.startsWith("Allow port 8443 to login.example"));
    }

    @Test
    void blockedRouteIsLikeARefusedConnection() {
        assertThat(from(new NoRouteToHostException("No route to host: h/10.0.0.1:443"))
                        .title())
                .isEqualTo("Nothing answers at h:443 (10.0.0.1)");
    }

    @Test
    void proxyAndIdentityProviderThatDoNotAnswerAreNamedAsSuch() {
        Facts facts = FACTS.with("authority", "login.example").with("proxy", "proxy.example:3128");
        assertThat(Problems.from(new ConnectException("refused: proxy.example/10.0.0.2:3128"), facts)
                        .code())
                .isEqualTo("http-proxy");
        assertThat(Problems.from(new ConnectException("refused: login.example/10.0.0.3:443"), facts)
                        .code())
                .isEqualTo("authority-refused");
    }

    @Test
    void openFileLimitIsNotANetworkProblem() {
        Throwable thrown = new ExceptionInInitializerError(new SecurityException(
                "no cryptography", new FileSystemException("/etc/x", null, "Too many open files")));
        Problem problem = from(thrown);
        assertThat(problem.code()).isEqualTo("too-many-open-files");
        assertThat(problem.remedy().getFirst()).startsWith("ulimit -n ");
    }

    @Test
    void untrustedCertificateIsRecognizedHoweverItIsWrapped() {
        SSLHandshakeException pkix =
                new SSLHandshakeException("PKIX path building failed: unable to find valid certification path");
        assertThat(from(wrapped(pkix)).code()).isEqualTo("untrusted-certificate");
        assertThat(from(wrapped(new CertPathBuilderException("no path"))).code())
                .isEqualTo("untrusted-certificate");
        SSLException outer = new SSLException("failed", new CertificateException("odd"));
        Problem problem = from(outer);
        assertThat(problem.code()).isEqualTo("untrusted-certificate");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.remedy().getFirst()).startsWith("--ca-file");
    }

    @ParameterizedTest
    @CsvSource({
        "No name matching a.example found,a.example",
        "No subject alternative DNS name matching b.example found.,b.example",
        "No subject alternative names matching IP address 10.1.2.3 found,10.1.2.3",
        "No subject alternative names present,login.example",
    })
    void certificateForAnotherNameNamesTheHost(String message, String host) {
        Problem problem = Problems.from(
                wrapped(new SSLException("x", new CertificateException(message))),
                Facts.NONE.with("authority", "login.example"));

        assertThat(problem.code()).isEqualTo("certificate-name");
        assertThat(problem.title()).endsWith("for another name than " + host);
        assertThat(problem.commands()).containsExactly("nslookup " + host);
    }

    @Test
    void certificateOutOfItsTimeSaysWhen() {
        Problem expired = from(wrapped(new CertificateExpiredException("NotAfter: Fri Jan 02 03:04:05 UTC 2026")));
        assertThat(expired.code()).isEqualTo("certificate-expired");
        assertThat(expired.detail()).contains("until 2026-01-02T03:04:05Z");
        assertThat(from(wrapped(new CertificateNotYetValidException("NotBefore: odd")))
                        .detail())
                .contains("from odd");
    }

    @Test
    void otherTroubleWithEncryptionMayPass() {
        Problem problem = from(new SSLException("Received close_notify. More text"));
        assertThat(problem.code()).isEqualTo("tls");
        assertThat(problem.detail()).endsWith("Received close_notify.");
        assertThat(problem.retryable()).isTrue();
    }

    /// Nothing can have been asked before it, so nothing can have been written.
    @Test
    void failedHandshakeHasItsOwnProblem() {
        Problem problem = from(wrapped(new SSLHandshakeException("handshake timed out after 10 s")));
        assertThat(problem.code()).isEqualTo("tls-handshake");
        assertThat(problem.retryable()).isTrue();
    }

    @Test
    void silenceAndBrokenConnectionsDiffer() {
        assertThat(from(wrapped(new TimeoutException("read"))).code()).isEqualTo("timeout");
        assertThat(from(wrapped(new SocketTimeoutException("read"))).code()).isEqualTo("timeout");
        assertThat(from(wrapped(new IOException("Connection reset"))).code()).isEqualTo("connection-lost");
    }
}
