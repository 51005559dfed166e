package dev.blobdrop.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a run's JSON says about one link.
///
/// @param limit within which the link has to end
/// @param callsOfOthers HTTP calls that are put down to other links
record Measured(String what, String ended, Duration took, Duration limit, String reason, int exit, int callsOfOthers) {
    static Measured of(String what, CommandRun run, String link, Duration limit) {
        Map<String, Object> event = run.events("link").stream()
                .filter(e -> e.get("name").equals(link))
                .findFirst()
                .orElseThrow(() -> new AssertionError(link + " is not in " + run));
        int others = run.events("link").stream()
                .filter(e -> !e.get("name").equals(link))
                .mapToInt(e -> e.get("calls") instanceof List<?> calls ? calls.size() : 0)
                .sum();
        return new Measured(
                what,
                event.get("outcome") + ", " + event.get("effect"),
                Duration.ofMillis(((Number) event.get("millis")).longValue()),
                limit,
                event.get("reason").toString(),
                run.exit(),
                others);
    }
}
