package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Configuration;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.connection.TrustedCertificates;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    @TempDir
    Path folder;

    private static Problem refusal(Path file) {
        return Thrown.by(() -> HttpTransport.create(Optional.of(file), Environment.EMPTY));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("ca.pem"), content);
    }

    @Test
    void missingFileIsReported() {
        Path file = folder.resolve("none.pem");
        Problem problem = refusal(file);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-ca-file");
        assertThat(problem.title()).contains(file.toString());
        assertThat(problem.detail()).isEqualTo("No such file.");
    }

    @Test
    void folderIsNoFile() {
        Problem problem = refusal(folder);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.detail()).isEqualTo("Reading failed: Is a directory.");
    }

    @Test
    void unreadableFileIsReported() throws IOException {
        Path file = file("x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("this user may read everything").isFalse();
        assertThat(refusal(file).detail()).isEqualTo("Permission denied.");
    }

    /// A file that cannot be looked at is not one that is missing.
    @Test
    void fileInAFolderThatMayNotBeEnteredIsNotCalledMissing() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("closed")).resolve("ca.pem");
        Files.writeString(inner, "x");
        Files.setPosixFilePermissions(inner.getParent(), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(inner)).as("this user may read everything").isFalse();
        assertThat(refusal(inner).detail()).isEqualTo("Permission denied.");
    }

    @Test
    void pathThroughAFileIsNotCalledMissing() throws IOException {
        assertThat(refusal(file("x").resolve("ca.pem")).detail()).isEqualTo("Reading failed: Not a directory.");
    }

    @Test
    void fileWithoutAnEndIsRefused() {
        Path zero = Path.of("/dev/zero");
        assumeThat(zero).exists();
        assertThat(refusal(zero).detail()).isEqualTo("It is larger than 16 MiB.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "hello",
                "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\naGVsbG8=\n",
                "-----BEGIN PRIVATE KEY-----\naGVsbG8=\n-----END PRIVATE KEY-----\n",
            })
    void fileWithoutACertificateIsRefused(String content) throws IOException {
        Problem problem = refusal(file(content));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-ca-file");
        assertThat(problem.detail())
                .isIn("It contains no certificate.", "It is not a list of certificates in PEM format.");
    }

    @Test
    void certificatesOfTheFileAreTrustedBesideTheSystemsOwn() throws Exception {
        List<X509Certificate> system = system();
        X509Certificate added = system.getFirst();
        String pem = "# our authority\n-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(added.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        X509TrustManager manager = TrustedCertificates.with(file(pem)).trustManager();
        assertThat(manager.getAcceptedIssuers()).contains(added).containsAll(system);
    }

    @Test
    void configurationSeesTheVariablesOfThisRunOnly() {
        String present = "PATH";
        Configuration configuration = HttpTransport.create(
                        Optional.empty(), new Environment(Map.of("AZURE_CLIENT_ID", "app")))
                .configuration();
        assertThat(configuration.get("AZURE_CLIENT_ID")).isEqualTo("app");
        assertThat(System.getenv(present)).as("a variable of every process").isNotEmpty();
        assertThat(configuration.get(present)).isNullOrEmpty();
    }

    @Test
    void metadataAddressOfTheMachineHoldsForEveryRun() {
        String name = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
        assertThat(System.getenv(name)).as("set by the build").isNotEmpty();
        assertThat(HttpTransport.configuration(Environment.EMPTY).get(name)).isEqualTo(System.getenv(name));
    }

    @Test
    void twoRunsDoNotShareVariables() {
        Environment first = new Environment(Map.of("AZURE_TENANT_ID", "one"));
        Configuration one = HttpTransport.create(Optional.empty(), first).configuration();
        Configuration two =
                HttpTransport.create(Optional.empty(), Environment.EMPTY).configuration();
        assertThat(one.get("AZURE_TENANT_ID")).isEqualTo("one");
        assertThat(two.get("AZURE_TENANT_ID")).isNullOrEmpty();
    }

    /// The second answer to a write would speak of the first: "it exists already".
    @Test
    void requestWhoseConnectionIsResetIsNotSentAgainBehindOurBack() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> resetEach(server, asked));
            HttpRequest put = new HttpRequest(HttpMethod.PUT, "http://127.0.0.1:" + server.getLocalPort() + "/blob");
            HttpTransport transport = HttpTransport.create(Optional.empty(), Environment.EMPTY);
            assertThatThrownBy(() -> transport.ask(put.setBody("x"), Duration.ofSeconds(20)))
                    .isInstanceOf(IOException.class);
        }
        assertThat(asked).hasValue(1);
    }

    private static void resetEach(ServerSocket server, AtomicInteger asked) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                if (client.getInputStream().read() >= 0) {
                    asked.incrementAndGet();
                }
                client.setSoLinger(true, 0);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static List<X509Certificate> system() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return List.of(trustManager(factory).getAcceptedIssuers());
    }

    private static X509TrustManager trustManager(TrustManagerFactory factory) {
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
