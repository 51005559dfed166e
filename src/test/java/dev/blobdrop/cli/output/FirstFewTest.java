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
            say(few, "already exists", "Skipped  " + i);
        }
        say(few, "not a file", "Skipped  pipe");
        few.printRest();

        assertThat(said())
                .hasSize(12)
                .startsWith("Skipped  0", "Skipped  1")
                .endsWith(
                        "Skipped  9",
                        "Skipped  pipe",
                        "... and 99990 more skipped (already exists); --verbose lists all.");
    }

    @Test
    void verboseNamesEach() {
        FirstFew few = few(false, true);
        for (int i = 0; i < 1000; i++) {
            say(few, "already exists", "Skipped  " + i);
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

        assertThat(said()).last().asString().endsWith("1 more skipped (x); standard output lists all.");
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
                "already exists as a b/c as d.txt|already exists",
                "already exists as x, same content|already exists, same content",
                "already exists as x, not older than the file|already exists, not older than the file",
                "out/a already exists already exists|already exists",
                "/o p/q has the same content|has the same content",
                "it only marks a folder|it only marks a folder",
            })
    void namesAreNoPartOfACause(String reason, String cause) {
        assertThat(FirstFew.cause(reason)).isEqualTo(cause);
    }
}
