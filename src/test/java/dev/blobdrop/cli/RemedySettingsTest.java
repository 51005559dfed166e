package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/// What a problem asks to set exists on the command line.
class RemedySettingsTest {
    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsAnOptionOfACommand(Setting setting) {
        assertThat(BlobdropCommand.COMMANDS.stream().map(CommandLine::new))
                .anyMatch(command -> command.getCommandSpec().findOption("--" + setting.id()) != null);
    }
}
