package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstFewTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private FirstFew few(boolean json, boolean verbose) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new FirstFew(new Output(new Console(stream, stream, false), json, verbose), "skipped");
    }

    private List<String> said() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void say(FirstFew few, String cause, String line) {
        few.print(cause, () -> line);
    }

    @Test
    void aHundredThousandAreTenLinesAndASum() {
        FirstFew few = few(false, false);
        for (int i = 0; i < 100_000; i++) {
            say(few, "already there", "Skipped  " + i);
        }
        say(few, "not a file", "Skipped  pipe");
        few.printRest();

        assertThat(said())
                .hasSize(12)
                .startsWith("Skipped  0", "Skipped  1")
                .endsWith(
                        "Skipped  9",
                        "Skipped  pipe",
                        "... and 99990 more skipped (already there); --verbose names each.");
    }

    @Test
    void verboseNamesEach() {
        FirstFew few = few(false, true);
        for (int i = 0; i < 1000; i++) {
            say(few, "already there", "Skipped  " + i);
        }
        few.printRest();

        assertThat(said()).hasSize(1000);
    }

    @Test
    void inTheJsonFormStandardOutputHasThem() {
        FirstFew few = few(true, false);
        for (int i = 0; i < 11; i++) {
            say(few, "x", "line");
        }
        few.printRest();

        assertThat(said()).last().asString().endsWith("1 more skipped (x); standard output names each.");
    }

    /// Reasons that hold a name are as many as files; they must not get round the limit.
    @Test
    void reasonsWithoutEndAreFewLinesToo() {
        FirstFew few = few(false, false);
        for (int i = 0; i < 100_000; i++) {
            say(few, "link to " + i, "Skipped  " + i);
        }
        few.printRest();

        assertThat(said()).hasSizeLessThan(150);
        assertThat(said()).last().asString().contains(" more skipped (other reasons)");
    }

    @Test
    void afterTheSumItBeginsAnew() {
        FirstFew few = few(false, false);
        for (int i = 0; i < 30; i++) {
            say(few, "x", "line " + i);
        }
        few.printRest();
        few.printRest();
        say(few, "x", "line 30");

        assertThat(said()).hasSize(12).last().isEqualTo("line 30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "already there as a b/c as d.txt|already there",
                "already there as x, the same content|already there, the same content",
                "already there as x, not older than the file|already there, not older than the" + " file",
                "out/a is already there is already there|is already there",
                "/o p/q has the same content|has the same content",
                "it stands for a folder only|it stands for a folder only",
            })
    void namesAreNoPartOfACause(String reason, String cause) {
        assertThat(FirstFew.cause(reason)).isEqualTo(cause);
    }
}
