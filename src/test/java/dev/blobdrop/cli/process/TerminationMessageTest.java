package dev.blobdrop.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.cli.CommandRun;
import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Kubernetes is left with: always one JSON object that it keeps whole.
class TerminationMessageTest {
    @TempDir
    Path directory;

    private static Problem problem(String text) {
        return Problem.of(Problem.Kind.DENIED_BY_ROLE, "Code", "title " + text, "detail " + text)
                .withRemedy(text, text, text, text, text, text);
    }

    private static Json summary() {
        return Json.event("summary")
                .with("command", "upload")
                .with("account", "https://contosodata.blob.core.windows.net")
                .with("identity", new Json().with("name", "app"))
                .with("uploaded", 7)
                .with("failed", 1);
    }

    @Test
    void itHoldsCodeCauseFixAndCounts() {
        Json summary = summary().with("exitCode", 12).with("problem", Output.json(problem("x")));

        Map<String, Object> message = CommandRun.object(TerminationMessage.of(summary));

        assertThat(message)
                .containsEntry("command", "upload")
                .containsEntry("exitCode", 12)
                .containsEntry("uploaded", 7)
                .containsEntry("failed", 1)
                .doesNotContainKeys("event", "identity");
        assertThat(message.get("cause"))
                .isEqualTo(Map.of(
                        "code", "Code",
                        "title", "title x",
                        "detail", "detail x",
                        "fix", List.of("x", "x", "x", "x")));
    }

    @Test
    void theDoctorsCauseKeepsItsRow() {
        Json cause = new Json().with("row", "D2").with("problem", Output.json(problem("x")));

        Map<String, Object> message =
                CommandRun.object(TerminationMessage.of(summary().with("cause", cause)));

        assertThat(message.get("cause"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("row", "D2")
                .containsEntry("code", "Code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü", "\u0001", "\"", "😀", "\\"})
    void whateverIsInItItFits(String character) {
        for (int length : List.of(10, 500, 3_000, 100_000)) {
            Json summary = summary()
                    .with("exitCode", 3)
                    .with("container", character.repeat(length))
                    .with("blob", character.repeat(length))
                    .with("stoppedBy", Output.json(problem(character.repeat(length))));

            String message = TerminationMessage.of(summary);

            assertThat(message.getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(TerminationMessage.MOST_BYTES);
            assertThat(CommandRun.object(message)).containsEntry("exitCode", 3);
        }
    }

    @Test
    void whatWasThereBeforeIsReplacedWhole() throws Exception {
        Path file = Files.writeString(directory.resolve("log"), "x".repeat(9_000));

        leave(file, summary());

        assertThat(CommandRun.object(Files.readString(file))).containsEntry("command", "upload");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndNoFailure() {
        assertThat(leave(directory.resolve("no/such/folder"), summary()))
                .startsWith("Cannot write the termination message to ");
    }

    @Test
    void onlyWhatAPodIsForLeavesOne() {
        assertThat(List.of("hello", "upload", "watch", "doctor")).allMatch(TerminationMessage::appliesTo);
        assertThat(List.of("ls", "whoami", "mkcontainer")).noneMatch(TerminationMessage::appliesTo);
    }

    private static String leave(Path file, Json summary) {
        var err = new ByteArrayOutputStream();
        TerminationMessage.write(
                new Environment(Map.of("BLOBDROP_TERMINATION_LOG", file.toString())),
                summary,
                new Console(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err), false));
        return err.toString(StandardCharsets.UTF_8);
    }
}
