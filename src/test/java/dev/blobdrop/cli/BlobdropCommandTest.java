package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BlobdropCommandTest {
    /// The command that is typed is found by its class, its options by its annotation.
    @Test
    void classesAreNamedLikeTheirCommands() {
        assertThat(BlobdropCommand.COMMANDS)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(BlobdropCommand.name(type))
                        .isEqualTo(type.getAnnotation(CommandLine.Command.class).name()));
    }
}
