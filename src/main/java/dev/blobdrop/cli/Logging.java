package dev.blobdrop.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.slf4j.LoggerFactory;

import java.util.List;

/// What the libraries log goes to `err` with `--verbose` only: what they call errors are often
/// steps of the credential chain, which we show in our own words.
final class Logging {
    private static final List<String> LIBRARIES =
            List.of("com.azure", "com.microsoft", "reactor", "io.netty");

    private Logging() {}

    static void verbose(boolean on) {
        for (String library : LIBRARIES) {
            if (LoggerFactory.getLogger(library) instanceof Logger logger) {
                logger.setLevel(on ? Level.WARN : Level.OFF);
            }
        }
    }
}
