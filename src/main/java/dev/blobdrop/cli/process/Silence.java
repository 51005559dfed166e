package dev.blobdrop.cli.process;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// An SLF4J provider that discards everything. Loading Logback and its configuration takes as long
/// as signing in.
///
/// SLF4J's own no-operation loggers do not work here: azure-core recognises them and then logs to
/// standard output itself if `AZURE_LOG_LEVEL` is set.
public final class Silence implements SLF4JServiceProvider {
    private static final String COMPATIBLE_WITH = "2.0.99";

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> SilentLogger.LOGGER;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return COMPATIBLE_WITH;
    }

    @Override
    public void initialize() {
        // Nothing to prepare.
    }

    /// A logger with every level disabled.
    private static final class SilentLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        static final SilentLogger LOGGER = new SilentLogger();

        @Override
        public String getName() {
            return "silence";
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public boolean isWarnEnabled() {
            return false;
        }

        @Override
        public boolean isErrorEnabled() {
            return false;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return SilentLogger.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
            // Never called, because no level is enabled.
        }
    }
}
