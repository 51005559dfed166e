package dev.blobdrop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFolderTest {
    private static Path of(String system, Map<String, String> variables) {
        return SettingsFolder.of(new Environment(variables), system);
    }

    @Test
    void linuxFollowsTheBaseDirectorySpecification() {
        assertThat(of("Linux", Map.of("HOME", "/home/alice"))).isEqualTo(Path.of("/home/alice/.config/blobdrop"));
        assertThat(of("Linux", Map.of("HOME", "/home/alice", "XDG_CONFIG_HOME", "/conf")))
                .isEqualTo(Path.of("/conf/blobdrop"));
        assertThat(of("Linux", Map.of("HOME", "/home/alice", "XDG_CONFIG_HOME", "conf")))
                .as("a relative one is ignored")
                .isEqualTo(Path.of("/home/alice/.config/blobdrop"));
    }

    @Test
    void windowsAndMacHaveFoldersOfTheirOwn() {
        assertThat(of("Windows 11", Map.of("APPDATA", "/profile/Roaming")))
                .isEqualTo(Path.of("/profile/Roaming/blobdrop"));
        assertThat(of("Mac OS X", Map.of("HOME", "/Users/alice")))
                .isEqualTo(Path.of("/Users/alice/Library/Application Support/blobdrop"));
    }

    @Test
    void withoutAHomeTheAccountsOwnIsTaken() {
        assertThat(of("Linux", Map.of())).isEqualTo(Path.of(System.getProperty("user.home"), ".config", "blobdrop"));
    }
}
