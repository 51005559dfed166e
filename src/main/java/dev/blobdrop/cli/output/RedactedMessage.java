package dev.blobdrop.cli.output;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.blobdrop.core.problem.Secrets;
import dev.blobdrop.core.problem.Visible;

/// The log message, mostly of a library, without anything that could be used to sign in and without
/// anything that a terminal would obey. Named in `logback.xml`.
public final class RedactedMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Visible.of(Secrets.redact(event.getFormattedMessage()));
    }
}
