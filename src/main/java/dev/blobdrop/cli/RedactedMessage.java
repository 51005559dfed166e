package dev.blobdrop.cli;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

import dev.blobdrop.core.problem.Secrets;

/// The log message without anything that could be used to sign in. Named in `logback.xml`.
public final class RedactedMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Secrets.redact(event.getFormattedMessage());
    }
}
