package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Compares what a run said with a file that shows it to readers as well. What differs from run to
/// run (times, ports) is normalised. `-Dgolden.write=true` writes the files anew.
final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    /// The time that a link took, right-aligned in its column.
    private static final Pattern TIME_COLUMN = Pattern.compile(" +[\\d.]+ m?s\\b(?=  \\w)");

    private Golden() {}

    static void check(String name, CommandRun run) {
        String text = "$ blobdrop %s\nexit code %d\n--- standard output\n%s--- standard error\n%s"
                .formatted(normal(String.join(" ", run.arguments())), run.exit(), normal(run.out()), normal(run.err()));
        Path file = DIRECTORY.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(file, text);
            }
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String normal(String text) {
        return TIME_COLUMN
                .matcher(text)
                .replaceAll(match -> "0 ms".indent(match.group().length() - 4).stripTrailing())
                .replaceAll("\"millis\":\\d+", "\"millis\":0")
                .replaceAll("-> (\\d+), [\\d.]+ m?s\\b", "-> $1, 0 ms")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ", "TIME")
                .replaceAll("\\b0x[0-9A-F]{10,}", "ETAG")
                .replaceAll("/[\\w/.-]*/junit-?\\d+", "DIR")
                .replaceAll("(; \\S+( \\S+)?) in [\\d.]+ \\w+, from", "$1 in 0 ms, from")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
                .replaceAll("\\(in (\\d+ h )?\\d+ min\\)", "(in N min)")
                .replaceAll("(Trace ID|Correlation ID): [0-9a-f-]{36}", "$1: ID")
                .replaceAll("Timestamp: [0-9: Z-]+Z", "Timestamp: TIME")
                .replaceAll("/\\S+/target/sandbox/[\\d-]+", "SANDBOX")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("blobdrop-probe-[0-9a-f-]{36}", "blobdrop-probe-UUID");
    }
}
