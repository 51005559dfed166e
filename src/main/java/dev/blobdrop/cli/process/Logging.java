package dev.blobdrop.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Sends the libraries' log to `err` with `--verbose` only. Much of what they log as errors is a
/// normal step of the credential chain, which we show in our own words.
public final class Logging {
    private static final List<String> LIBRARIES = List.of("com.azure", "com.microsoft", "reactor", "io.netty");

    private static final String PROVIDER = "slf4j.provider";

    private Logging() {}

    /// Leaves Logback out of a process that logs nothing. Call before anything is logged, and only
    /// from the program itself, because it holds for the whole process. The window runs for hours
    /// and logs its own problems, so it keeps Logback.
    static void prepare(List<String> arguments) {
        boolean logs =
                arguments.getFirst().equals("gui") || arguments.stream().anyMatch(each -> each.startsWith("--verbose"));
        if (!logs && System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, Silence.class.getName());
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
        // Initialise while there is one thread: SLF4J prints a warning to stderr if another thread
        // logs during initialisation.
        LoggerFactory.getILoggerFactory();
    }

    /// Turns the libraries' warnings on or off.
    public static void verbose(boolean on) {
        if (Silence.class.getName().equals(System.getProperty(PROVIDER))) {
            return;
        }
        for (String library : LIBRARIES) {
            if (LoggerFactory.getLogger(library) instanceof Logger logger) {
                logger.setLevel(on ? Level.WARN : Level.OFF);
            }
        }
    }
}
