package dev.blobdrop.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody who pastes a command that we print runs anything else, whatever stands in a token, a
/// manifest, a name or a variable.
@Timeout(120)
class HostileCommandsTest {
    /// Programs that our commands call. A command that runs another one has been broken out of.
    private static final List<String> PROGRAMS =
            List.of("az", "azd", "kubectl", "blobdrop", "curl", "nslookup", "grep");

    private static final Pattern COMMAND_WITHIN =
            Pattern.compile("\\b(?:az|kubectl|curl|nslookup|blobdrop) [a-z-]+ .*\\{[a-z]+}");

    private static Facts hostile(String value) {
        Map<String, String> values = new HashMap<>();
        for (String name : List.of(
                "rg",
                "uami",
                "cluster",
                "ns",
                "sa",
                "pod",
                "cid",
                "tid",
                "oid",
                "acct",
                "host",
                "ctr",
                "authority",
                "iss",
                "sub",
                "aud",
                "type",
                "proxy",
                "node")) {
            values.put(name, value);
        }
        return new Facts(values);
    }

    private static List<String> commands(Facts facts) {
        return Catalogue.standard().entries().stream()
                .flatMap(entry ->
                        Stream.concat(entry.problem(facts).commands().stream(), Stream.of(entry.verify(facts))))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x; touch PWNED;",
                "x' ; touch PWNED; '",
                "x\" ; touch PWNED; \"",
                "$(touch PWNED)",
                "`touch PWNED`",
                "x|touch PWNED",
                "x\ntouch PWNED\n",
                "x & touch PWNED &",
                "x > PWNED",
                "' || touch PWNED || '",
                "\\'; touch PWNED",
                "x)\"; touch PWNED; #",
            })
    void catalogueRunsNothingElse(String value, @TempDir Path folder) throws IOException {
        assumeTrue(Run.find("bash").isPresent(), "bash is not installed");
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String program : PROGRAMS) {
            Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Path work = Files.createDirectory(folder.resolve("work"));
        List<String> commands = commands(hostile(value));

        Run run = Run.of(
                Duration.ofSeconds(100),
                Map.of("PATH", programs + ":/usr/bin:/bin"),
                "cd '" + work + "'\n" + String.join("\n", commands) + "\n",
                List.of("bash", "--noprofile", "--norc", "-s"));

        assertThat(run.err()).isEmpty();
        try (Stream<Path> files = Files.list(work)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .isSubsetOf("token.jwt", "pod.env", "pod.log", "FILE");
        }
        assertThat(commands).hasSizeGreaterThan(60);
    }

    @Test
    void noProgramTakesAValueForAnOptionOrAFile() {
        for (String value : List.of("--hostile", "-rf", "@/etc/passwd")) {
            assertThat(commands(hostile(value)))
                    .noneMatch(line -> line.matches(".*['\" /]" + Pattern.quote(value) + ".*"));
        }
    }

    /// A sentence is filled with whatever is known, so no command may hide in one.
    @Test
    void noSentenceHoldsACommandWithAPlaceInIt() {
        for (Catalogue.Entry entry : Catalogue.standard().entries()) {
            for (String line : entry.fix()) {
                if (Remedy.of(line).command().isEmpty()) {
                    assertThat(COMMAND_WITHIN.matcher(line).find())
                            .as(entry.id() + ": " + line)
                            .isFalse();
                }
            }
        }
    }

    /// Whoever puts a command together by hand forgets to quote; [OwnCall] and the catalogue do
    /// not.
    @Test
    void noCommandOfTheSourcesIsPutTogetherByHand() {
        Pattern byHand = Pattern.compile(
                "(?:az (?!failed|printed)|kubectl |curl |nslookup |export |blobdrop" + " (?!value)).*\\bvalue\\b.*");
        assertThat(ProductText.ofSources())
                .filteredOn(text -> byHand.matcher(text.text()).matches())
                .isEmpty();
        assertThat("blobdrop get value").matches(byHand);
    }

    @Test
    void ownCallIsReadBackAsItWas() {
        for (String name : List.of("-rf", "--to", "@x", "a b/", "x;id", "'", "~", "")) {
            List<String> words =
                    OwnCall.of("get").option("--to", name).on(name, "plain").words();
            assertThat(words).endsWith(name, "plain");
            assertThat(words).contains(name.startsWith("-") ? "--to=" + name : "--to");
            assertThat(words.contains("--")).isEqualTo(name.startsWith("-"));
        }
    }

    @Test
    void whatIsCopiedIsACommandAndNothingElse() {
        for (Catalogue.Entry entry : Catalogue.standard().entries()) {
            Problem problem = entry.problem(Facts.NONE);
            for (String command : problem.commands()) {
                assertThat(command).doesNotContain("   #").doesNotStartWith("-");
            }
        }
    }
}
