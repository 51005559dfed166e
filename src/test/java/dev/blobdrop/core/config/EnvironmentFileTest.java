package dev.blobdrop.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A pod's variables in the forms in which people have them.
class EnvironmentFileTest {
    private static Map<String, String> read(String text) {
        return read(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> read(String text, Charset charset) {
        Environment pod = EnvironmentFile.parse("pod.env", text.getBytes(charset));
        assertThat(pod.replayed()).isTrue();
        return pod.variables();
    }

    @Test
    void listOfKubectlHasCommentsPerContainer() {
        assertThat(read("""
            # pods uploader, container uploader
            AZURE_CLIENT_ID=22
            # PASSWORD from secret db, key password

            EMPTY=
            URL=https://a/?b=c#d
            """))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("AZURE_CLIENT_ID", "22", "EMPTY", "", "URL", "https://a/?b=c#d"));
    }

    @Test
    void severalLinesBelongToAValueThatIsOpen() {
        Map<String, String> read = read("""
            CERT=-----BEGIN CERTIFICATE-----
            MIIB0=
            AA==
            -----END CERTIFICATE-----
            JSON={
              "A": "B=C",
              "list": [1,
            2]}
            BASH_FUNC_which%%=() {  ( alias;
             X=1 )
            }
            LAST=x
            """);
        assertThat(read)
                .containsOnlyKeys("CERT", "JSON", "BASH_FUNC_which%%", "LAST")
                .containsEntry("CERT", "-----BEGIN CERTIFICATE-----\nMIIB0=\nAA==\n-----END CERTIFICATE-----");
        assertThat(read.get("JSON")).startsWith("{\n").endsWith("2]}");
    }

    @Test
    void separatedByNulNothingCanBeMisread() {
        assertThat(read("A=one\ntwo\nthree=3\0B=2\0"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "one\ntwo\nthree=3", "B", "2"));
    }

    @Test
    void shellExportsAndQuotesAreUnderstood() {
        assertThat(read("export A=\"1 2\"\ndeclare -x B='3'\r\n  C=4\r\n"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1 2", "B", "3", "C", "4"));
    }

    @Test
    void powerShellWritesUtf16() {
        assertThat(read("\uFEFFA=ü\r\nB=2\r\n", StandardCharsets.UTF_16LE))
                .containsEntry("A", "ü")
                .containsEntry("B", "2");
        assertThat(read("\uFEFFA=1\n", StandardCharsets.UTF_8)).containsOnlyKeys("A");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        A=1;s3cret!           | Line 2 of pod.env cannot be read: It is not NAME=VALUE.
        {;"A": "s3cret"}      | Line 1 of pod.env cannot be read: It is not NAME=VALUE.
        A=1;;;s3cret value=   | Line 4 of pod.env cannot be read
        A=1;USER              | Line 2 of pod.env cannot be read: The variable has \
                                no value
        A=1;K={s3cret;x       | Line 2 of pod.env cannot be read: The value of K starts \
                                there but never ends.
        A=1;B=2;A=s3cret      | A has two different values in pod.env, in lines 1 and 3
        # nothing             | No variables in pod.env
        """)
    void badFileIsRefusedByLineWithoutItsContent(String lines, String says) {
        assertThatThrownBy(() -> read(lines.replace(';', '\n')))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(says.replaceAll("\\s+", " "))
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void entryThatIsNoAssignmentIsNamedByNumber() {
        assertThatThrownBy(() -> read("A=1\0s3cret\0"))
                .hasMessageContaining("Entry 2 of pod.env")
                .message()
                .doesNotContain("s3cret");
    }
}
