package dev.blobdrop.cli.options;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/// A rate in a file that may change while a transfer runs, such as a mounted ConfigMap.
///
/// @param option the option it belongs to, for error messages
public record RateFile(String option, Path file) {
    private static final int MOST_BYTES = 64;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /// The rate in bytes per second; 0 (no limit) for a file that is empty or says `0` or `off`.
    ///
    /// @throws ProblemException when the file cannot be read or contains no rate
    long read() {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            return text.isEmpty() || text.equals("0") || text.equals("off") ? 0 : OptionValues.rate(option, text);
        } catch (IOException e) {
            throw FileProblems.reading(file, e).asException(e);
        }
    }

    /// Applies the rate now and checks the file every second, on a daemon thread. While the file is
    /// missing or contains no rate, the last rate stays.
    public void follow(LongConsumer limit) {
        long first = read();
        limit.accept(first);
        Thread.ofPlatform().daemon().name("rate").start(() -> follow(limit, first));
    }

    private void follow(LongConsumer limit, long first) {
        long last = first;
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                long now = readOr(last);
                if (now != last) {
                    limit.accept(now);
                    last = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long readOr(long last) {
        try {
            return read();
        } catch (ProblemException e) {
            return last;
        }
    }
}
