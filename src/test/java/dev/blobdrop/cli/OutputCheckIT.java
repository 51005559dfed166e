package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The check that all other tests rely on can fail. Nothing it is shown here stays on disk.
class OutputCheckIT {
    private static final String HEADER = "ey".concat("JhbGciOiJSUzI1NiIs");

    static Stream<String> forbidden() {
        return Stream.of(
                HEADER + ".e30.c2ln",
                "client_".concat("assertion=abc"),
                "Authorization: Bearer ".concat("ey").concat("J"),
                "https://a.blob.core.windows.net/c?sv=1&".concat("sig").concat("=abc"),
                "secret: ".concat(SharedSandbox.get().identityProvider().robotSecret()),
                "\tat dev.blobdrop.Main.main(Main.java:12)",
                "Exception in thread \"main\"",
                "java.lang.NullPointerException",
                "com.azure.storage.blob.models.BlobStorageException: 403");
    }

    @ParameterizedTest(name = "rule {index}")
    @MethodSource("forbidden")
    void refuses(String line) {
        assertThatThrownBy(() -> new CommandRun(List.of("ls"), 1, "", "fine\n" + line + "\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Line 2 of the standard error of blobdrop ls holds")
                .hasMessageNotContaining(line);
        assertThatThrownBy(() -> new CommandRun(List.of("ls"), 1, line, ""))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("standard output");
    }

    @Test
    void classNamesAreForVerboseOnly() {
        String line = "caused by java.lang.IllegalStateException: x";

        assertThatCode(() -> new CommandRun(List.of("ls", "--verbose"), 1, "", line))
                .doesNotThrowAnyException();
    }

    @Test
    void ordinaryOutputPasses() {
        var run = new CommandRun(List.of("ls"), 0, "{\"event\":\"summary\"}", "Error: no\n");

        assertThat(run.exit()).isZero();
    }

    @Test
    void findsATokenInAReport(@TempDir Path directory) throws IOException {
        Path report = directory.resolve("TEST-x.xml");
        Files.writeString(report, "<out>\n" + HEADER + ".e30.\n</out>");

        assertThatThrownBy(() -> OutputCheck.leftBehind(directory))
                .hasMessageContaining("Line 2 of the " + report + " holds a token")
                .hasMessageNotContaining(HEADER);
    }
}
