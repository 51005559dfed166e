package dev.blobdrop.cli.output;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.blobdrop.core.problem.Secrets;
import dev.blobdrop.core.problem.Visible;

/// A log message, usually of a library, without secrets and without control characters. Named in
/// `logback.xml`.
public final class RedactedMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Visible.of(Secrets.redact(event.getFormattedMessage()));
    }
}
