package dev.blobdrop.core.identity.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a browser can be opened, and the message where none can.
class SystemBrowserTest {
    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void installOpener() throws IOException {
        Path program = Files.createFile(folder.resolve("xdg-open"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        variables.put("PATH", "/nonexistent:" + folder);
    }

    private void find(String system) {
        SystemBrowser.find(new Environment(variables), system);
    }

    private Problem problem() {
        return catchThrowableOfType(ProblemException.class, () -> find("Linux")).problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"})
    void aDesktopHasOne(String variable) {
        variables.put(variable, ":0");

        assertThatCode(() -> find("Linux")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        KUBERNETES_SERVICE_HOST | a Kubernetes pod
        SSH_CONNECTION          | an SSH session without a display
        SUDO_USER               | runs under sudo
        UNRELATED               | neither DISPLAY nor WAYLAND_DISPLAY is set
        """)
    void elsewhereTheReasonIsSaidAndTheDeviceCodeOffered(String variable, String reason) {
        variables.put(variable, "x");

        assertThat(problem().kind()).isEqualTo(Problem.Kind.NO_IDENTITY);
        assertThat(problem().detail()).contains(reason);
        assertThat(problem().remedy()).anyMatch(line -> line.startsWith("credential device-code"));
    }

    @Test
    void aPodOrSudoHasNoneEvenWithADisplay() {
        variables.put("DISPLAY", ":0");
        variables.put("SUDO_USER", "alice");

        assertThat(problem().detail()).contains("sudo");
    }

    @Test
    void aDisplayAloneIsNotEnough() {
        variables.put("DISPLAY", ":0");
        variables.put("PATH", "/nonexistent");

        assertThat(problem().detail()).contains("xdg-open", "PATH");
    }

    @Test
    void windowsAndMacAlwaysHaveOne() {
        variables.clear();

        assertThatCode(() -> find("Windows 11")).doesNotThrowAnyException();
        assertThatCode(() -> find("Mac OS X")).doesNotThrowAnyException();
    }
}
