package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RealBrowser;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.SignInAddress;
import dev.blobdrop.sandbox.StandInOpener;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A person signs in to the shipped program in a real Chromium, on the sandbox's sign-in pages.
@ExtendWith(FreshSandbox.class)
class BrowserSignInIT {
    private static final String ALICE = Identities.ALICE.principalName();

    private static Optional<RealBrowser> chromium = Optional.empty();
    private static String missing = "";

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private StandInOpener opener;

    @BeforeAll
    static void openBrowser() throws IOException {
        chromium = RealBrowser.open(SharedSandbox.get(), Map.of(), reason -> missing = reason);
    }

    @AfterAll
    static void closeBrowser() {
        chromium.ifPresent(RealBrowser::close);
    }

    @BeforeEach
    void writeOpener() throws IOException {
        opener = StandInOpener.write(directory.resolve("desktop"));
    }

    private static RealBrowser browser() {
        assumeTrue(chromium.isPresent(), missing);
        return chromium.get();
    }

    /// A desktop without a keyring and without an earlier sign-in.
    private Map<String, String> desktop() {
        Map<String, String> variables = new TreeMap<>(azure.laptopEnvironment());
        variables.put("PATH", opener.folder() + File.pathSeparator + variables.get("PATH"));
        variables.put("DISPLAY", ":77");
        variables.put("XDG_CONFIG_HOME", directory.resolve("settings").toString());
        return variables;
    }

    private Blobdrop.Running start(String... arguments) {
        return Blobdrop.start(Path.of(""), desktop(), Blobdrop.PROGRAM, arguments);
    }

    private Path report() throws IOException {
        return Files.writeString(directory.resolve("report.csv"), "a;b\n1;2\n");
    }

    @Test
    void uploadAfterASignInInTheBrowser() throws Exception {
        RealBrowser browser = browser();
        Path second = Files.writeString(directory.resolve("second.txt"), "2");

        Blobdrop.Running run = start("upload", report().toString(), second.toString(), "--credential", "browser");
        URI page = opener.awaitWindow();
        browser.go(page);
        browser.type("username", ALICE);
        browser.click("accept");
        browser.awaitTitle("Back to Blobdrop");
        CommandRun ended = run.await();

        assertThat(ended.err()).contains("Sign in there within 120 seconds", "sign in again next time: no keyring");
        assertThat(ended.exit()).isZero();
        assertThat(azure.blobs().get(azure.container(), "report.csv"))
                .isEqualTo("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(azure.blobs().exists(azure.container(), "second.txt")).isTrue();
        assertThat(opener.windows()).as("windows").hasSize(1);
        assertThat(page.getQuery()).contains("code_challenge_method=S256", "code_challenge=");
        assertThat(azure.identityProvider().exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.grant()).isEqualTo("authorization_code");
            assertThat(exchange.claims())
                    .hasValueSatisfying(claims -> assertThat(claims).contains("CP1"));
        });
        assertThat(directory.resolve("settings/blobdrop/sign-in.json")).doesNotExist();
    }

    @Test
    void declinedInTheBrowser() {
        RealBrowser browser = browser();

        Blobdrop.Running run = start("whoami", "--credential", "browser");
        browser.go(opener.awaitWindow());
        browser.click("decline");
        browser.awaitTitle("Not signed in");
        CommandRun ended = run.await();

        assertThat(ended.exit()).isEqualTo(11);
        assertThat(ended.err()).contains("The sign-in was declined in the browser (AADSTS65004)", "How to fix it:");
        assertThat(opener.windows()).hasSize(1);
        assertThat(azure.identityProvider().exchanges()).isEmpty();
    }

    /// Entra says so in its window and sends nothing back; so Ctrl+C is what the person does.
    @Test
    void wrongTenantIsSaidInTheWindowAndCtrlCEndsTheWaiting() throws Exception {
        RealBrowser browser = browser();

        Blobdrop.Running run = start("whoami", "--credential", "browser", "--tenant", Identities.OTHER_TENANT);
        URI page = opener.awaitWindow();
        browser.go(page);
        browser.type("username", ALICE);
        browser.click("accept");
        browser.awaitText("AADSTS50020");
        var address = new SignInAddress(page);
        assertThat(address.isListenedFor()).as("listens while it waits").isTrue();
        run.signal("INT");
        CommandRun ended = run.await();

        assertThat(ended.exit()).isEqualTo(130);
        assertThat(address.isListenedFor()).as("listens after Ctrl+C").isFalse();
    }

    @Test
    void aTenantThatDoesNotExist() {
        RealBrowser browser = browser();

        Blobdrop.Running run =
                start("whoami", "--credential", "browser", "--tenant", "12345678-1234-4234-8234-123456789012");
        browser.go(opener.awaitWindow());
        browser.awaitText("AADSTS90002");
        run.signal("TERM");

        assertThat(run.await().exit()).isEqualTo(143);
    }

    @Test
    void uploadAfterACodeWasEntered() throws Exception {
        RealBrowser browser = browser();
        azure.identityProvider().people().deviceCodes(Duration.ofMinutes(15), Duration.ofSeconds(1));

        Blobdrop.Running run = start("upload", report().toString(), "--credential", "device-code");
        Matcher shown = run.awaitError("Open (\\S+) on any device and enter the code (\\S+) within 15 min");
        browser.go(URI.create(shown.group(1)));
        browser.type("code", "NOTTHATONE");
        browser.click("next");
        browser.awaitText("didn't work");
        browser.type("code", shown.group(2));
        browser.click("next");
        browser.type("username", ALICE);
        browser.click("accept");
        browser.awaitTitle("Done");
        CommandRun ended = run.await();

        assertThat(ended.exit()).isZero();
        assertThat(azure.blobs().get(azure.container(), "report.csv"))
                .isEqualTo("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(opener.windows()).as("windows of ours").isEmpty();
        assertThat(azure.identityProvider().exchanges().getFirst().code()).hasValue(70016);
    }

    @Test
    void codeDeclined() {
        RealBrowser browser = browser();
        azure.identityProvider().people().deviceCodes(Duration.ofMinutes(15), Duration.ofSeconds(1));

        Blobdrop.Running run = start("whoami", "--credential", "device-code");
        Matcher shown = run.awaitError("Open (\\S+) on any device and enter the code (\\S+) ");
        browser.go(URI.create(shown.group(1)));
        browser.type("code", shown.group(2));
        browser.click("next");
        browser.click("decline");
        CommandRun ended = run.await();

        assertThat(ended.exit()).isEqualTo(11);
        assertThat(ended.err()).contains("declined in the browser", "then declined");
    }

    @Test
    void codeThatNobodyEnters() {
        azure.identityProvider().people().deviceCodes(Duration.ofSeconds(3), Duration.ofSeconds(1));

        CommandRun run = start("whoami", "--credential", "device-code").await();

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("not entered in time (device-code-expired)", "new code");
    }

    @Test
    void ctrlCEndsTheAskingForTheCode() throws Exception {
        azure.identityProvider().people().deviceCodes(Duration.ofMinutes(1), Duration.ofSeconds(1));

        Blobdrop.Running run = start("whoami", "--credential", "device-code");
        run.awaitError("enter the code");
        run.signal("INT");

        assertThat(run.await().exit()).isEqualTo(130);
    }

    @Test
    void deviceCodeOfATenantThatDoesNotExist() {
        CommandRun run = start(
                        "whoami", "--credential", "device-code", "--tenant", "12345678-1234-4234-8234-123456789012")
                .await();

        assertThat(run.exit()).isEqualTo(11);
        assertThat(run.err()).contains("AADSTS90002");
    }

    /// libsecret finds no keyring on this bus and says so in a way that its wrapper cannot read.
    @Test
    void aKeyringThatDoesNotAnswerIsNoReasonNotToSignIn() {
        RealBrowser browser = browser();
        Map<String, String> variables =
                Variables.with(desktop(), "DBUS_SESSION_BUS_ADDRESS", "unix:path=" + directory + "/none");

        Blobdrop.Running run =
                Blobdrop.start(Path.of(""), variables, Blobdrop.PROGRAM, "whoami", "--credential", "browser");
        browser.go(opener.awaitWindow());
        browser.type("username", ALICE);
        browser.click("accept");
        CommandRun ended = run.await();

        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains(ALICE);
        assertThat(ended.err()).contains("sign in again next time: no keyring");
    }
}
