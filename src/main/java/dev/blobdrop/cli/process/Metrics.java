package dev.blobdrop.cli.process;

import dev.blobdrop.core.watch.WatchSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The state of a watch in Prometheus's text format (exposition format 0.0.4).
public final class Metrics {
    private final StringBuilder text = new StringBuilder();

    private Metrics() {}

    /// @param accessToken when the access token expires
    /// @param serviceAccountToken when the projected token expires; empty outside a pod
    public static String of(WatchSnapshot now, Optional<Instant> accessToken, Optional<Instant> serviceAccountToken) {
        Metrics metrics = new Metrics();
        metrics.counter("uploaded_files_total", "Files uploaded.", now.uploaded());
        metrics.counter("uploaded_bytes_total", "Bytes uploaded.", now.bytes());
        metrics.counter(
                "skipped_files_total", "Files skipped, for example because the content is the same.", now.skipped());
        metrics.failures(now.failures());
        metrics.gauge("queue_files", "Files found but not uploaded yet.", now.queue());
        metrics.gauge("sending_files", "Files being uploaded.", now.sending());
        metrics.gauge("failing_files", "Files whose last attempt failed and that will be retried.", now.failing());
        metrics.counter("sweeps_total", "Scans of the whole folder.", now.sweeps());
        metrics.counter(
                "lost_notes_total",
                "Overflows of the queue of file system events, each followed by a scan.",
                now.lost());
        metrics.gauge("ready", "1 if nothing prevents uploads.", now.heldBy().isEmpty() ? 1 : 0);
        now.lastSuccess()
                .ifPresent(time -> metrics.gauge(
                        "last_success_timestamp_seconds",
                        "When a file was last uploaded or found unchanged.",
                        time.toEpochMilli() / 1000.0));
        metrics.expiry("access_token", "the access token for storage", accessToken);
        metrics.expiry("service_account_token", "the projected service account token", serviceAccountToken);
        return metrics.text.toString();
    }

    private void failures(Map<String, Long> failures) {
        head("failures_total", "Failed attempts by problem code.", "counter");
        new TreeMap<>(failures)
                .forEach((code, count) -> text.append("blobdrop_failures_total{code=\"")
                        .append(code.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                        .append("\"} ")
                        .append(count)
                        .append('\n'));
    }

    private void expiry(String name, String what, Optional<Instant> end) {
        end.ifPresent(time -> gauge(
                name + "_expiry_seconds",
                "Seconds until " + what + " expires; negative once it has.",
                Duration.between(Instant.now(), time).toMillis() / 1000.0));
    }

    private void counter(String name, String help, long value) {
        head(name, help, "counter");
        text.append("blobdrop_").append(name).append(' ').append(value).append('\n');
    }

    private void gauge(String name, String help, double value) {
        head(name, help, "gauge");
        String number =
                value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
        text.append("blobdrop_").append(name).append(' ').append(number).append('\n');
    }

    private void head(String name, String help, String type) {
        text.append("# HELP blobdrop_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE blobdrop_").append(name).append(' ').append(type).append('\n');
    }
}
