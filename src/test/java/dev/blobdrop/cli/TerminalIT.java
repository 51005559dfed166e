package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.commands.Run;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person sees on a real pseudo terminal, as `src/test/python/terminal.py` draws it.
@ExtendWith(FreshSandbox.class)
class TerminalIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final Sandbox azure = SharedSandbox.get();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void prepare() {
        environment.putAll(azure.podEnvironment());
        environment.put("TERM", "xterm-256color");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("PATH", "/usr/bin:/bin");
    }

    /// What stays on the screen, and how it was drawn.
    private record Seen(JsonObject said) {
        int number(String name) {
            return said.get(name).getAsInt();
        }

        List<String> screen() {
            return said.getAsJsonArray("screen").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
        }
    }

    private Seen onTerminal(String widths, List<String> program) {
        Path python = Run.find("python3").orElseGet(() -> {
            assumeTrue(false, "python3 is not installed: no terminal");
            return Path.of("");
        });
        List<String> command = new ArrayList<>(List.of(python.toString(), "src/test/python/terminal.py", widths));
        command.addAll(program);
        Run run = Run.of(LIMIT, environment, "", command);
        assertThat(run.exit()).as(run.err()).isZero();
        return new Seen(JsonParser.parseString(run.out()).getAsJsonObject());
    }

    private List<String> slowUpload() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("文件-🚀"));
        for (int i = 0; i < 4; i++) {
            Files.writeString(folder.resolve("Gro\u0308ße " + i + ".txt"), "x".repeat(60_000));
        }
        return List.of(Blobdrop.PROGRAM.toString(), "upload", folder.toString(), "--bandwidth", "100K");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "120:3,38:4,80", "30", "1"})
    void theProgressLineFitsWhateverTheWidth(String widths) throws IOException {
        Seen seen = onTerminal(widths, slowUpload());

        assertThat(seen.number("exit")).as(seen.said().toString()).isZero();
        assertThat(seen.number("refreshes")).isGreaterThan(widths.equals("1") ? -1 : 3);
        assertThat(seen.number("tooLong")).as(seen.said().toString()).isZero();
        assertThat(String.join("", seen.screen()))
                .contains("4 uploaded, 0 skipped, 0 failed")
                .doesNotContain("% ", "[#", "[-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", ""})
    void aTerminalThatCannotRewriteALineIsSpared(String term) throws IOException {
        environment.put("TERM", term);

        Seen seen = onTerminal("80", slowUpload());

        assertThat(seen.number("exit")).isZero();
        assertThat(seen.number("refreshes")).isZero();
        assertThat(String.join("", seen.screen())).contains("4 uploaded").doesNotContain("\u001b", "% ");
    }

    /// Nothing is ever said by colour alone, and none is used where `NO_COLOR` asks for that
    /// (no-color.org): what is left is the one line that is rewritten.
    @ParameterizedTest
    @CsvSource({"NO_COLOR,1,--help", "NO_COLOR,true,upload --help", "NO_COLOR,1,whoami", "TERM,dumb,--help"})
    void noColourWhereNoneIsWanted(String variable, String value, String line) throws IOException {
        environment.put(variable, value);
        Path typescript = directory.resolve("typescript");
        Path script = Run.find("script").orElseGet(() -> {
            assumeTrue(false, "script is not installed: no terminal");
            return Path.of("");
        });
        Run.of(
                LIMIT,
                environment,
                "",
                List.of(script.toString(), "-qec", Blobdrop.PROGRAM + " " + line, typescript.toString()));

        assertThat(Files.readString(typescript))
                .containsIgnoringCase("blobdrop")
                .doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    /// Only standard error counts: a progress line in a log is as bad as none on the screen.
    @Test
    void onlyWhereStandardErrorIsSeen() throws IOException {
        Path log = directory.resolve("log");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" 2>" + log));
        command.addAll(slowUpload());

        Seen seen = onTerminal("80", command);

        assertThat(seen.number("refreshes")).isZero();
        assertThat(log).content().contains("4 uploaded").doesNotContain("\u001b", "% ");
    }
}
