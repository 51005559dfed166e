package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What one run of the command line left behind. None exists that did not pass [OutputCheck].
public record CommandRun(List<String> arguments, int exit, String out, String err) {
    public CommandRun {
        arguments = List.copyOf(arguments);
        OutputCheck.check(arguments, out, err);
    }

    /// The same with the lines of standard output in the order of the alphabet: what is done to
    /// several blobs at once has no order of its own.
    CommandRun sorted() {
        String lines = out.lines().sorted().map(line -> line + "\n").collect(Collectors.joining());
        return new CommandRun(arguments, exit, lines, err);
    }

    /// Every line of standard output as a JSON object; fails when one is none.
    List<Map<String, Object>> events() {
        return out.lines().map(CommandRun::object).toList();
    }

    List<Map<String, Object>> events(String name) {
        return events().stream()
                .filter(event -> name.equals(event.get("event")))
                .toList();
    }

    /// The last line, which must be the only summary.
    Map<String, Object> summary() {
        List<Map<String, Object>> events = events();
        assertThat(events("summary")).hasSize(1);
        assertThat(events.getLast().get("event")).isEqualTo("summary");
        assertThat(events.getLast()).containsEntry("exitCode", exit);
        return events.getLast();
    }

    public static Map<String, Object> object(String json) {
        try (JsonReader reader = JsonProviders.createReader(json)) {
            return reader.readMap(JsonReader::readUntyped);
        } catch (IOException e) {
            throw new UncheckedIOException("Not a JSON object: " + json, e);
        }
    }
}
