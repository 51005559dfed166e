package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Duration now = Duration.ofDays(3);

    private Output output(boolean terminal, boolean json) {
        return new Output(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal),
                json,
                false);
    }

    private Heartbeat heartbeat(Output output) {
        return new Heartbeat(output, "hello", () -> now.toNanos());
    }

    private void after(int seconds, Heartbeat heartbeat) {
        now = now.plusSeconds(seconds);
        heartbeat.tick();
    }

    private static Optional<Heartbeat.Beat> beat() {
        return Optional.of(
                new Heartbeat.Beat("Uploading: 40 %", Json.event("progress").with("bytes", 5)));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itIsSaidEvery30Seconds() {
        Heartbeat heartbeat = heartbeat(output(false, false));
        heartbeat.setMessage(HeartbeatTest::beat);

        after(29, heartbeat);
        assertThat(said()).isEmpty();
        after(1, heartbeat);
        after(10, heartbeat);
        after(21, heartbeat);

        assertThat(said()).isEqualTo("Uploading: 40 %\nUploading: 40 %\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void inTheJsonFormItIsAnEvent() {
        Heartbeat heartbeat = heartbeat(output(true, true));
        heartbeat.setMessage(HeartbeatTest::beat);

        after(30, heartbeat);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("{\"event\":\"progress\",\"bytes\":5}");
        assertThat(said()).isEmpty();
    }

    @Test
    void aProgressLineNeedsNoHeartbeat() {
        Output output = output(true, false);
        Heartbeat heartbeat = heartbeat(output);
        heartbeat.setMessage(HeartbeatTest::beat);
        output.progress("[##--]");

        after(31, heartbeat);
        assertThat(said()).isEqualTo("[##--]");

        output.progress("");
        after(31, heartbeat);
        assertThat(said()).endsWith("Uploading: 40 %\n");
    }

    /// A command that has nothing to count speaks up only when it has been silent.
    @Test
    void aSilentCommandStillRuns() {
        Output output = output(false, false);
        Heartbeat heartbeat = heartbeat(output);
        output.note("Credential chain");

        after(30, heartbeat);
        assertThat(said()).isEqualTo("Credential chain\n");
        after(30, heartbeat);
        assertThat(said()).endsWith("\nStill running: blobdrop hello, 1 min 0 s\n");
        after(30, heartbeat);
        assertThat(said()).endsWith("\nStill running: blobdrop hello, 1 min 30 s\n");
    }

    @Test
    void nothingFollowsTheEnd() {
        Output output = output(false, true);
        Heartbeat heartbeat = heartbeat(output);
        heartbeat.close();

        after(60, heartbeat);
        output.summary(Json.event("summary"));
        output.event(Json.event("progress"));

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("{\"event\":\"summary\"}");
    }
}
