package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.Exchange;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Keyring;
import dev.blobdrop.sandbox.PublicNames;
import dev.blobdrop.sandbox.RealBrowser;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StandInOpener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A sign-in that the next run still knows: a real keyring, a real Chromium, and the sign-in
/// address of the public cloud, which the library's cache wants on its usual port.
@ExtendWith(FreshSandbox.class)
class RememberedSignInIT {
    private static final String LOGIN = "login.microsoftonline.com";

    private final Sandbox azure = SharedSandbox.get();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    @TempDir
    Path directory;

    private PublicNames names;
    private RealBrowser browser;
    private StandInOpener opener;
    private Map<String, String> variables;

    @BeforeEach
    void desktop() throws IOException {
        String[] missing = {""};
        Optional<PublicNames> opened = PublicNames.open(azure, why -> missing[0] = why);
        assumeTrue(opened.isPresent(), () -> "Public names on loopback: " + missing[0]);
        names = part(opened.get());
        Optional<Keyring> keyring = Keyring.open(directory.resolve("keyring"), why -> missing[0] = why);
        assumeTrue(keyring.isPresent(), () -> missing[0]);
        part(keyring.get());
        Optional<RealBrowser> chromium = RealBrowser.open(azure, Map.of(LOGIN, address()), why -> missing[0] = why);
        assumeTrue(chromium.isPresent(), () -> missing[0]);
        browser = part(chromium.get());
        opener = StandInOpener.write(directory.resolve("desktop"));
        variables = new TreeMap<>(azure.laptopEnvironment());
        variables.remove("AZURE_AUTHORITY_HOST");
        variables.put("STORAGE_ACCOUNT_URL", names.accountUrl());
        variables.put("PATH", opener.folder() + File.pathSeparator + variables.get("PATH"));
        variables.put("DISPLAY", ":77");
        variables.put("DBUS_SESSION_BUS_ADDRESS", keyring.get().address());
        variables.put("XDG_CONFIG_HOME", settings().getParent().toString());
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    @AfterEach
    void end() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    /// The address that the public names give the sign-in host.
    private String address() throws IOException {
        return Files.readAllLines(azure.state().resolve("hosts")).stream()
                .filter(line -> line.endsWith(" " + LOGIN))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElseThrow();
    }

    private Path settings() {
        return directory.resolve("settings/blobdrop");
    }

    private Blobdrop.Running start(String... arguments) {
        List<String> command =
                names.command(Stream.concat(Stream.of(Blobdrop.PROGRAM.toString()), Arrays.stream(arguments))
                        .toArray(String[]::new));
        return Blobdrop.start(
                Path.of(""),
                variables,
                Path.of("/usr/bin").resolve(command.getFirst()),
                command.subList(1, command.size()).toArray(String[]::new));
    }

    private CommandRun signInByHand() {
        int before = opener.windows().size();
        Blobdrop.Running run = start("whoami", "--credential", "browser");
        opener.awaitWindows(before + 1);
        browser.go(opener.windows().getLast());
        browser.type("username", Identities.ALICE.principalName());
        browser.click("accept");
        browser.awaitTitle("Back to Blobdrop");
        return run.await();
    }

    private List<String> grants() {
        return azure.identityProvider().exchanges().stream()
                .map(Exchange::grant)
                .toList();
    }

    @Test
    void theNextRunAsksNobodyUntilItIsForgotten() throws Exception {
        Path file = Files.writeString(directory.resolve("report.csv"), "a;b\n");
        CommandRun first = signInByHand();
        assertThat(first.exit()).isZero();
        assertThat(first.err()).doesNotContain("remembered");
        Path record = settings().resolve("sign-in.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(record)).contains("alice@contoso.example", "homeAccountId");
        assertNoTokenOnDisk();

        CommandRun second =
                start("upload", file.toString(), "--credential", "browser").await();
        assertThat(second.exit()).isZero();
        assertThat(opener.windows()).hasSize(1);
        assertThat(azure.blobs().get(azure.container(), "report.csv"))
                .isEqualTo("a;b\n".getBytes(StandardCharsets.UTF_8));
        assertThat(grants()).containsExactly("authorization_code");

        CommandRun byCode = start("whoami", "--credential", "device-code").await();
        assertThat(byCode.exit()).isZero();
        assertThat(byCode.out()).contains("alice@contoso.example");

        CommandRun out = start("sign-out").await();
        assertThat(out.exit()).isZero();
        assertThat(out.out()).contains("Deleted the saved sign-in of alice@contoso.example");
        assertThat(record).doesNotExist();
        assertThat(start("sign-out").await().out()).contains("No saved sign-in");

        assertThat(signInByHand().exit()).isZero();
        assertThat(opener.windows()).hasSize(2);
    }

    @Test
    void anOldTokenIsRenewedWithoutAPersonAndARevokedSignInAsksAgain() {
        azure.identityProvider().accessTokens().lifetime(Duration.ofSeconds(30));
        assertThat(signInByHand().exit()).isZero();

        assertThat(start("whoami", "--credential", "browser").await().exit()).isZero();
        assertThat(grants()).contains("refresh_token");
        assertThat(opener.windows()).hasSize(1);

        azure.identityProvider().people().revokeRefreshTokens();
        assertThat(signInByHand().exit()).isZero();
        assertThat(opener.windows()).hasSize(2);
    }

    private void assertNoTokenOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("eyJ", "refresh_token", "RefreshToken");
            }
        }
    }
}
