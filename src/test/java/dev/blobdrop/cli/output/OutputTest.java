package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static final String CLEAR = "\r\u001b[K";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Output output(boolean terminal, boolean json, boolean verbose) {
        return new Output(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal),
                json,
                verbose);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void textFormPrintsDataAndNoEvents() {
        Output output = output(false, false, false);
        output.data("line");
        output.event(Json.event("x"));
        assertThat(out()).isEqualTo("line\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void jsonFormPrintsEventsAndNoData() {
        Output output = output(false, true, false);
        output.data("line");
        output.event(Json.event("x"));
        assertThat(out()).isEqualTo("{\"event\":\"x\"}\n");
    }

    /// A signal writes the summary on a thread of its own while the command may still be printing.
    @Test
    void summaryIsTheLastLineWhateverComesAfterIt() {
        Output json = output(false, true, false);
        json.event(Json.event("blob"));
        json.summary(Json.event("summary"));
        json.event(Json.event("blob"));
        json.summary(Json.event("summary"));
        assertThat(out()).isEqualTo("{\"event\":\"blob\"}\n{\"event\":\"summary\"}\n");
        out.reset();
        Output text = output(false, false, false);
        text.summary(Json.event("summary"));
        text.data("late");
        assertThat(out()).isEmpty();
    }

    @Test
    void notesGoToTheErrorStreamInBothForms() {
        output(false, true, false).note("one");
        output(false, false, false).note("two");
        assertThat(err()).isEqualTo("one\ntwo\n");
        assertThat(out()).isEmpty();
    }

    /// Names are data: what looks like a secret in one is none.
    @Test
    void namesComeOutAsTheyAre() {
        Output text = output(false, false, true);
        Output json = output(false, true, true);
        String name = "sig=A/SurveyJanuary.csv password=reset \uD83D\uDC69\u200D\uD83D\uDCBB";
        text.data(name);
        text.note(name);
        text.problem(Problem.of(Problem.Kind.USAGE, "x", name, name).withTechnical(name));
        assertThat((out() + err()).split(java.util.regex.Pattern.quote(name), -1))
                .hasSize(6);
        json.event(new Json().with("name", "sig=A/SurveyJanuary.csv"));
        assertThat(out()).endsWith("{\"name\":\"sig=A/SurveyJanuary.csv\"}\n");
    }

    @Test
    void nothingThatIsPrintedIsObeyedByATerminal() {
        String name = "a\u001b[2J\u009b31m\u202egpj.exe\u200b\u2028\rb\nc\u007f";
        String shown = "a\\u001B[2J\\u009B31m\\u202Egpj.exe\\u200B\\u2028\\u000Db\\u000Ac\\u007F";
        for (boolean terminal : new boolean[] {true, false}) {
            Output text = output(terminal, false, true);
            text.data(name);
            text.note(name);
            text.problem(Problem.of(Problem.Kind.USAGE, "x", name, name));
            text.progress(name);
            text.progress("");
            output(terminal, true, true).event(new Json().with("name", name));
        }
        String said = (out() + err()).replace(CLEAR, "").replace("\n", "");
        assertThat(said).contains(shown, "\\u009b31m\\u202egpj").matches("[ -~]+");
    }

    @Test
    void problemIsSaidWithItsRemedyAndTheTechnicalSideOnlyWhenWanted() {
        Problem problem = Problem.of(Problem.Kind.USAGE, "bad-x", "Title", "Detail.")
                .withRemedy("do this", "or that")
                .withTechnical("one\ntwo");
        output(false, false, false).problem(problem);
        String plain = """
            Error: Title (bad-x)
              Detail.
              How to fix it:
                do this
                or that
            """;
        assertThat(err()).isEqualTo(plain);
        err.reset();
        output(false, false, true).problem(problem);
        assertThat(err()).isEqualTo(plain + "  Technical details:\n    one\n    two\n");
    }

    @Test
    void progressLineIsClearedBeforeAndDrawnAfterEachLine() {
        Output output = output(true, false, false);
        output.progress("[##--]");
        output.note("note");
        output.progress("[###-]");
        output.progress("");
        output.note("end");
        assertThat(err()).isEqualTo("[##--]" + CLEAR + "note\n[##--]" + CLEAR + "[###-]" + CLEAR + "end\n");
    }

    @Test
    void dataDoesNotMixWithTheProgressLine() {
        Output output = output(true, false, false);
        output.progress("[#]");
        output.data("data");
        assertThat(out()).isEqualTo("data\n");
        assertThat(err()).isEqualTo("[#]" + CLEAR + "[#]");
    }

    @Test
    void progressIsDrawnForAPersonOnly() {
        assertThat(output(true, false, false).drawsProgress()).isTrue();
        assertThat(output(true, true, false).drawsProgress()).isFalse();
        assertThat(output(false, false, false).drawsProgress()).isFalse();
    }

    @Test
    void problemAsJsonHasStableFields() {
        Problem problem =
                Problem.of(Problem.Kind.DENIED_BY_ROLE, "c", "T", "D.").withRemedy("r");
        assertThat(Output.json(problem))
                .hasToString("{\"code\":\"c\",\"kind\":\"denied-by-role\",\"title\":\"T\",\"detail\":\"D.\","
                        + "\"remedy\":[\"r\"]}");
    }
}
