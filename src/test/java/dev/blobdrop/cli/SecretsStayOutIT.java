package dev.blobdrop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.blobdrop.cli.output.Console;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StandInAz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Secrets are planted wherever a run may meet one: in variables, files, answers of the identity
/// provider and of the service, typed URLs. None of them comes out anywhere.
@Timeout(180)
class SecretsStayOutIT {
    private static final Map<String, String> PLANTED = Map.ofEntries(
            Map.entry("IDENTITY_HEADER", "planted-identity-header"),
            Map.entry("MSI_SECRET", "planted-msi-secret"),
            Map.entry("AZURE_PASSWORD", "planted-azure-password"),
            Map.entry("AZURE_CLIENT_CERTIFICATE_PASSWORD", "planted-certificate-password"),
            Map.entry("AZURE_STORAGE_KEY", "planted-storage-key=="),
            Map.entry("AZURE_STORAGE_SAS_TOKEN", "sv=1&sig=planted-sas-signature"),
            Map.entry("AZURE_STORAGE_CONNECTION_STRING", "AccountName=a;AccountKey=planted-account-key=="),
            Map.entry("SOME_API_TOKEN", "planted-api-token"),
            Map.entry("HTTP_PROXY", "http://me:planted-proxy-password@127.0.0.1:9"));

    private final Sandbox azure = SharedSandbox.get();
    private final List<String> secrets = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder said = new StringBuilder();

    @TempDir
    Path folder;

    @BeforeEach
    void plant() throws IOException {
        azure.reset();
        environment.putAll(azure.podEnvironment());
        environment.putAll(PLANTED);
        environment.remove("HTTP_PROXY");
        environment.put(
                "BLOBDROP_TERMINATION_LOG", folder.resolve("termination.json").toString());
        for (String value : PLANTED.values()) {
            secrets.add(value.replaceAll(".*(planted-[a-z-]+).*", "$1"));
        }
        secrets.add(assertion().split("\\.")[1]);
        secrets.add(assertion().split("\\.")[2]);
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    private String assertion() throws IOException {
        return Files.readString(Path.of(environment.get("AZURE_FEDERATED_TOKEN_FILE")))
                .strip();
    }

    /// As a person runs it at a terminal; both streams are kept.
    private int run(String... arguments) {
        var out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = BlobdropCommand.run(
                new Console(stream, stream, true), new Environment(environment), () -> 0, arguments);
        said.append(arguments[0]).append('\n').append(out.toString(StandardCharsets.UTF_8));
        return exit;
    }

    private void assertNoSecretCameOut() {
        secrets.forEach(secret -> assertThat(said.toString()).doesNotContain(secret));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith("planted")) {
                    String text = Files.readString(file);
                    secrets.forEach(
                            secret -> assertThat(text).as(file.toString()).doesNotContain(secret));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void answersThatRepeatWhatTheyWereSentAreNotHandedOn() throws IOException {
        String json = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS99999: planted"
                + " client_assertion="
                + assertion()
                + " Authorization: Bearer "
                + assertion()
                + " planted-api-token\",\"error_codes\":[99999],\"trace_id\":\"planted-api-token\"}";
        azure.identityProvider().fail(20, 401, json);

        run(
                "doctor",
                "--verbose",
                "--support-bundle",
                folder.resolve("bundle.json").toString());
        azure.identityProvider().fail(20, 401, json);
        run("doctor", "--verbose", "--output", "json");
        azure.identityProvider().fail(20, 401, json);
        run("whoami", "--verbose", "--output", "json");
        azure.identityProvider().fail(20, 401, json);
        run("hello", "--verbose", "--output", "json");
        azure.identityProvider().fail(20, 400, "<html>planted-api-token " + assertion() + "</html>");
        run("whoami", "--verbose");

        assertThat(said).contains("AADSTS99999");
        assertThat(folder.resolve("bundle.json")).isRegularFile();
        assertThat(folder.resolve("termination.json")).isRegularFile();
        assertNoSecretCameOut();
    }

    @Test
    void serviceThatRepeatsTheHeaderIsNotHandedOn() throws IOException {
        Path file = Files.writeString(folder.resolve("planted.txt"), "x");
        azure.gateway()
                .on(RequestMatcher.method("PUT"))
                .answer(400, "Odd planted-api-token", Map.of("WWW-Authenticate", "Bearer planted-api-token"));

        run(
                "upload",
                file.toString(),
                "--verbose",
                "--summary-file",
                folder.resolve("summary.json").toString());
        run("upload", file.toString(), "--verbose", "--output", "json");
        run("hello", "--verbose");
        run("doctor", "--verbose", "--write-probe");

        assertNoSecretCameOut();
    }

    @Test
    void signatureThatWasTypedIsRefusedAndNotRepeated() {
        String url = "https://contosodata.blob.core.windows.net/c/b?sv=1&sig=planted-typed-signature";
        secrets.add("planted-typed-signature");
        for (String[] words : List.<String[]>of(
                new String[] {"get", url},
                new String[] {"cat", url},
                new String[] {"rm", url},
                new String[] {"stat", url},
                new String[] {"ls", url},
                new String[] {"ls", "--prefix", url},
                new String[] {"upload", url},
                new String[] {"whoami", "--account-url", url},
                new String[] {"whoami", "--account-url=" + url},
                new String[] {"whoami", url},
                new String[] {"nothing", url})) {
            List<String> json = new ArrayList<>(Arrays.asList(words));
            json.addAll(List.of("--output", "json", "--verbose"));
            assertThat(run(words)).as(String.join(" ", words)).isEqualTo(2);
            assertThat(run(json.toArray(String[]::new))).isEqualTo(2);
        }
        assertNoSecretCameOut();
    }

    @Test
    void variablesThatHoldASecretInThePlaceOfANameAreNotRepeated() throws IOException {
        String token = assertion();
        environment.put("AZURE_FEDERATED_TOKEN_FILE", token);
        run("whoami", "--verbose");
        run("doctor", "--verbose", "--output", "json");
        run("doctor", "--support-bundle", folder.resolve("bundle.json").toString());
        environment.putAll(azure.podEnvironment());
        environment.put("HTTPS_PROXY", PLANTED.get("HTTP_PROXY"));
        run("whoami", "--verbose", "--credential", "workload-identity");
        run("doctor", "--verbose");
        environment.remove("HTTPS_PROXY");
        environment.put("STORAGE_ACCOUNT_URL", PLANTED.get("AZURE_STORAGE_CONNECTION_STRING"));
        run("ls", "--verbose");
        assertNoSecretCameOut();
    }

    /// Programs that sign in for us say in their errors whatever they like, and see our variables.
    @ParameterizedTest
    @EnumSource(
            value = StandInAz.Mode.class,
            names = {"LEAKS", "BABBLES"})
    void whatAzSaysHoldsNone(StandInAz.Mode mode) throws IOException {
        azure.az().mode(mode);
        environment.clear();
        environment.putAll(azure.laptopEnvironment());
        PLANTED.forEach(environment::putIfAbsent);
        environment.remove("HTTP_PROXY");
        secrets.addAll(List.of(
                "planted-in-a-jwt",
                "planted-jwt-signature",
                "planted-refresh-token",
                "planted-second-token",
                "planted-az-bearer",
                "planted-opaque-token",
                "planted-access-token",
                "planted-other-token",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"oid\":\"planted-in-a-jwt\"}".getBytes(UTF_8))));
        for (String line : List.of(
                "whoami --verbose",
                "whoami --survey --output json",
                "ls --credential azure-cli --verbose",
                "doctor --credential azure-cli --verbose --support-bundle bundle.json",
                "hello --credential azure-cli --output json --verbose")) {
            CommandRun run = Blobdrop.start(folder, environment, Blobdrop.PROGRAM, line.split(" "))
                    .await();
            assertThat(run.exit()).as(line + run.err()).isNotZero();
            said.append(line).append('\n').append(run.out()).append(run.err());
        }
        assertThat(folder.resolve("bundle.json")).isRegularFile();
        if (mode == StandInAz.Mode.LEAKS) {
            assertThat(said).contains("AADSTS50173");
        }
        assertNoSecretCameOut();
    }

    /// A recording comes from elsewhere: of another version, of a pod's log, edited by hand.
    @Test
    void replayHoldsNone() throws IOException {
        run("whoami", "--output", "json");
        String recorded = said.substring(said.indexOf("\n") + 1);
        String token = assertion();
        String leaking = recorded.replaceAll(
                "\"(reason|says|detail|title)\":\"",
                "\"$1\":\"Bearer planted-bearer-in-a-recording client_secret=planted-secret" + " " + token + " ");
        assertThat(leaking).isNotEqualTo(recorded);
        said.setLength(0);
        secrets.addAll(List.of("planted-bearer-in-a-recording", "planted-secret"));
        Path file = Files.writeString(folder.resolve("planted.json"), leaking);

        assertThat(run("whoami", "--replay", file.toString(), "--verbose"))
                .as(said.toString())
                .isZero();
        assertThat(run("whoami", "--replay", file.toString(), "--output", "json"))
                .isZero();
        assertThat(said).contains("[hidden]");
        assertNoSecretCameOut();
    }

    @Test
    void watchAndGetKeepNoneInTheirFiles() throws IOException {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        Files.writeString(watched.resolve("planted-a.txt"), "x");
        Path end = Files.writeString(folder.resolve("planted-end"), "");
        azure.gateway()
                .on(RequestMatcher.method("PUT"))
                .answer(400, "Odd", Map.of("x-ms-error-code", "Odd", "x-odd", "Bearer planted-api-token"));
        azure.gateway().on(RequestMatcher.method("GET")).answer(400, "Odd planted-api-token sig=planted-sas-signature");

        run(
                "watch",
                watched.toString(),
                "--exit-when-file",
                end.toString(),
                "--grace",
                "1s",
                "--verbose",
                "--summary-file",
                folder.resolve("watch.json").toString());
        run(
                "get",
                "/",
                "--to",
                folder.resolve("to").toString(),
                "--verbose",
                "--output",
                "json",
                "--summary-file",
                folder.resolve("get.json").toString());

        assertThat(folder.resolve("watch.json")).isRegularFile();
        assertThat(folder.resolve("get.json")).isRegularFile();
        assertNoSecretCameOut();
    }

    /// As the program is shipped: the tests have a configuration of their own.
    @Test
    void logOfALibraryHoldsNoneAndNothingThatATerminalObeys() throws Exception {
        var err = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            LoggerContext context = new LoggerContext();
            context.setMDCAdapter(new LogbackMDCAdapter());
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(getClass().getResource("/logback.xml"));
            context.getLogger("planted").warn("Authorization: Bearer {} for sig=A/x\u202E.csv\u001B[2J", assertion());
            context.getLogger("planted").warn("said", new IOException("planted-api-token"));
            context.stop();
        } finally {
            System.setErr(before);
        }
        said.append(err.toString(StandardCharsets.UTF_8));
        assertThat(said)
                .contains("Authorization: Bearer [hidden] for sig=A/x\\u202E.csv\\u001B[2J")
                .contains("WARN planted: said");
        assertNoSecretCameOut();
    }
}
