package dev.blobdrop.core.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be replayed is refused in one sentence.
class RecordingReaderTest {
    private static final String LINK = "{\"order\":1,\"name\":\"AzureCliCredential\",\"title\":\"Azure CLI\","
            + "\"outcome\":\"won\",\"effect\":\"answered\",\"millis\":12,"
            + "\"calls\":[{\"method\":\"GET\",\"host\":\"h\",\"path\":\"/\"}]}";
    private static final String SUMMARY = "{\"event\":\"summary\",\"command\":\"whoami\",\"schema\":1,"
            + "\"recorded\":\"2026-01-31T12:00:00Z\",\"asked\":\"default\","
            + "\"survey\":false,\"links\":["
            + LINK
            + "],\"access\":[{\"action\":\"list\",\"verdict\":\"allowed\",\"says\":\"x\"}],"
            + "\"account\":\"https://a\",\"container\":\"c\",\"exitCode\":0}";

    private static Problem problem(String text) {
        Problem problem = catchThrowableOfType(ProblemException.class, () -> RecordingReader.read("F", text))
                .problem();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        return problem;
    }

    @Test
    void whatIsMissingIsLeftOut() {
        Recording recording = RecordingReader.read("F", SUMMARY);
        assertThat(recording.trace().links().getFirst().reason()).isEmpty();
        assertThat(recording.trace().links().getFirst().calls().getFirst().status())
                .isEmpty();
        assertThat(recording.trace().identity()).isEmpty();
        assertThat(recording.access().getFirst().took()).isEmpty();
        assertThat(recording.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello\n",
                "{\"event\":\"summary\",\"command\":\"upload\",\"exitCode\":0}",
                "{\"event\":\"summary\",\"command\":\"whoami\",\"exitCode\":2}",
                "[1,2]\n{}\n{\"a\":\"{\"}"
            })
    void foreign(String text) {
        assertThat(problem(text).title()).isEqualTo("No recording of whoami in F");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 300, 393})
    void cutOffInItsSummary(int length) {
        assertThat(problem(SUMMARY.substring(0, length)).title()).isEqualTo("The recording in F is cut off");
    }

    @Test
    void cutOffBeforeItsSummary() {
        assertThat(problem("x\n" + LINK.replaceFirst("\\{", "{\"event\":\"link\",") + "\n")
                        .title())
                .isEqualTo("The recording in F is cut off");
    }

    @Test
    void newerSchema() {
        Problem problem = problem(SUMMARY.replace("\"schema\":1", "\"schema\":2"));
        assertThat(problem.title()).isEqualTo("The recording in F is from a newer version of Blobdrop");
        assertThat(problem.detail()).isEqualTo("It has schema 2; this version supports up to 1.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"outcome\":\"won\"|\"outcome\":\"flew\"|outcome",
                "\"recorded\":\"2026-01-31T12:00:00Z\"|\"recorded\":\"today\"|recorded",
                "\"exitCode\":0|\"exitCode\":\"0\"|exitCode",
                "\"title\":\"Azure CLI\",||title",
                "\"calls\":[{|\"calls\":[1,{|calls",
                "\"verdict\":\"allowed\"|\"verdict\":7|verdict",
                "\"asked\":\"default\",||asked"
            })
    void damaged(String change) {
        String[] parts = change.split("\\|", -1);
        Problem problem = problem(SUMMARY.replace(parts[0], parts[1]));
        assertThat(problem.title()).isEqualTo("The recording in F is damaged");
        assertThat(problem.detail()).contains("'" + parts[2] + "'");
    }
}
