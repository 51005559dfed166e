package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.identity.TestSignIns;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a person at the terminal sees while they are waited for.
class TerminalSignInTest {
    private static final URI PAGE = URI.create("https://login.example/authorize?state=x");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private SignInHost host(boolean terminal, boolean verbose) {
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new TerminalSignIn(new Output(new Console(stream, stream, terminal), false, verbose));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void countsDownOnATerminalAndCleansUp() {
        SignInHost host = host(true, false);

        host.browserOpens(PAGE, TestSignIns.pending(Duration.ofSeconds(120)));
        await().until(() -> Pattern.compile("\\d+ s left")
                        .matcher(said())
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .count()
                > 1);
        host.finished();
        int length = said().length();

        assertThat(said()).contains("Sign in there within 120 seconds; Ctrl+C cancels.");
        assertThat(said()).endsWith("\r\u001b[K").doesNotContain("login.example");
        await().during(Duration.ofMillis(1200)).until(() -> said().length() == length);
    }

    @Test
    void staysOnOneLineElsewhere() {
        SignInHost host = host(false, true);

        host.showDeviceCode("ABCD", "https://device.example", TestSignIns.pending(Duration.ofMinutes(15)));
        host.browserOpens(PAGE, TestSignIns.pending(Duration.ofSeconds(120)));
        host.finished();
        host.notRemembered("no keyring");

        assertThat(said().lines())
                .containsExactly(
                        "Open https://device.example on any device and enter the code ABCD within 15 min 0 s;"
                                + " Ctrl+C cancels.",
                        "Opening your browser. Sign in there within 120 seconds; Ctrl+C cancels.",
                        "No browser window? Open this page on this machine: " + PAGE,
                        "You will have to sign in again next time: no keyring.");
    }
}
