package dev.blobdrop.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.watch.WatchSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static WatchSnapshot snapshot(Optional<Problem> heldBy) {
        return new WatchSnapshot(
                7,
                1_234,
                2,
                Map.of("ServerBusy", 3L, "odd\"code\\", 1L),
                5,
                4,
                1,
                9,
                6,
                true,
                heldBy,
                Optional.of(Instant.ofEpochMilli(1_500)),
                Duration.ZERO,
                Duration.ofSeconds(10),
                Optional.empty());
    }

    @Test
    void everyNumberIsThereWithItsTypeAndMeaning() {
        String text = Metrics.of(
                snapshot(Optional.empty()),
                Optional.of(Instant.now().plusSeconds(3_600)),
                Optional.of(Instant.now().minusSeconds(60)));

        assertThat(text.lines())
                .contains(
                        "# TYPE blobdrop_uploaded_files_total counter",
                        "blobdrop_uploaded_files_total 7",
                        "blobdrop_uploaded_bytes_total 1234",
                        "blobdrop_skipped_files_total 2",
                        "blobdrop_failures_total{code=\"ServerBusy\"} 3",
                        "blobdrop_failures_total{code=\"odd\\\"code\\\\\"} 1",
                        "# TYPE blobdrop_queue_files gauge",
                        "blobdrop_queue_files 5",
                        "blobdrop_sending_files 4",
                        "blobdrop_failing_files 1",
                        "blobdrop_sweeps_total 9",
                        "blobdrop_lost_notes_total 6",
                        "blobdrop_ready 1",
                        "blobdrop_last_success_timestamp_seconds 1.500");
        assertThat(value(text, "blobdrop_access_token_expiry_seconds")).isBetween(3_500.0, 3_600.0);
        assertThat(value(text, "blobdrop_service_account_token_expiry_seconds")).isBetween(-100.0, -60.0);
    }

    /// The lines of the text form: a comment, or a name, labels and a number.
    @Test
    void itIsInTheFormThatPrometheusReads() {
        List<String> lines = Metrics.of(snapshot(Optional.empty()), Optional.empty(), Optional.empty())
                .lines()
                .toList();

        assertThat(lines)
                .allMatch(line -> line.matches("# (HELP|TYPE) blobdrop_[a-z_]+ .+")
                        || line.matches("blobdrop_[a-z_]+(\\{code=\"([^\"\\\\]|\\\\.)*\"})?" + " -?[0-9.]+"))
                .noneMatch(line -> line.contains("token"));
    }

    @Test
    void notReadyWhileHeld() {
        Problem held = Problem.of(Problem.Kind.TRANSIENT, "ServerBusy", "t", "d");

        assertThat(Metrics.of(snapshot(Optional.of(held)), Optional.empty(), Optional.empty()))
                .contains("\nblobdrop_ready 0\n");
    }

    private static double value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
