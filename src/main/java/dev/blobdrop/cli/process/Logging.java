package dev.blobdrop.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What the libraries log goes to `err` with `--verbose` only: what they call errors are often
/// steps of the credential chain, which we show in our own words.
public final class Logging {
    private static final List<String> LIBRARIES = List.of("com.azure", "com.microsoft", "reactor", "io.netty");

    private static final String PROVIDER = "slf4j.provider";

    private Logging() {}

    /// Leaves the logging library out of a process that logs nothing. To be called before anything
    /// is logged, and by the program itself only: it holds for the whole process. The window stays
    /// for hours and logs its own troubles.
    static void prepare(List<String> arguments) {
        boolean heard =
                arguments.getFirst().equals("gui") || arguments.stream().anyMatch(each -> each.startsWith("--verbose"));
        if (!heard && System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, Silence.class.getName());
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
        // Chosen before there are several threads: SLF4J tells on stderr when it was asked
        // meanwhile.
        LoggerFactory.getILoggerFactory();
    }

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
