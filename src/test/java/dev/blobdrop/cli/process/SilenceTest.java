package dev.blobdrop.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;

class SilenceTest {
    private final Logger logger = new Silence().getLoggerFactory().getLogger("com.azure.core");

    @Test
    void nothingIsHeard() {
        for (Level level : Level.values()) {
            assertThat(logger.isEnabledForLevel(level)).as(level.name()).isFalse();
        }
    }

    /// azure-core logs to standard output itself in the place of that one.
    @Test
    void librariesDoNotTakeItForALoggerThatIsMissing() {
        assertThat(logger).isNotInstanceOf(NOPLogger.class);
    }
}
