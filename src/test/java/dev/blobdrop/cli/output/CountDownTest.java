package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.flow.Patience;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What a person sees while something is waited for.
class CountDownTest {
    private static final Problem UNKNOWN =
            Catalogue.standard().problem("AADSTS700213", Facts.NONE).orElseThrow();
    private static final Problem DENIED = Catalogue.standard()
            .problem("AuthorizationPermissionMismatch", Facts.NONE)
            .orElseThrow();
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(65), Duration.ZERO);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private CountDown countDown(boolean terminal, boolean json) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        return new CountDown(new Output(console, json, false), PATIENCE);
    }

    private String noted() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onATerminalOneLineIsRewrittenEverySecond() {
        try (CountDown countDown = countDown(true, false)) {
            countDown.waiting(UNKNOWN);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> noted().split(" s left").length > 2);
            assertThat(noted())
                    .matches("(?s)Waiting for the federated credential to work"
                            + " \\(AADSTS700213\\): (1 min )?\\d+ s left\r\u001b\\[K.*")
                    .doesNotContain("\n");
            countDown.answered();
        }
        assertThat(noted()).containsPattern("\r\u001b\\[KThe federated credential works now, after \\d+ s\\.\n$");
        assertThat(out.size()).isZero();
    }

    @Test
    void elsewhereALineIsSaidNowAndThen() {
        try (CountDown countDown = countDown(false, false)) {
            countDown.waiting(UNKNOWN);
            countDown.waiting(UNKNOWN);
            countDown.waiting(UNKNOWN);
        }
        assertThat(noted().lines()).hasSize(1);
        assertThat(noted()).doesNotContain("\r");
    }

    @Test
    void inTheJsonFormItIsAnEventToo() {
        try (CountDown countDown = countDown(true, true)) {
            countDown.waiting(UNKNOWN);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .matches("\\{\"event\":\"waiting\",\"for\":\"identity\",\"code\":\"AADSTS700213\","
                        + "\"leftMillis\":[56]\\d{4}}\\R");
        assertThat(noted().lines()).hasSize(1);
    }

    @Test
    void onlyWhatWasAskedForIsWaitedOut() throws InterruptedException {
        try (CountDown countDown = countDown(false, false)) {
            assertThat(countDown.left(UNKNOWN)).isPositive();
            assertThat(countDown.left(DENIED)).isZero();
            assertThat(countDown.waited(DENIED)).isFalse();
            countDown.answered();
        }
        assertThat(noted()).isEmpty();
    }
}
