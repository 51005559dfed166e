package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTemplateTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T23:59:58Z"), ZoneId.of("Asia/Tokyo"));

    private static String name(String template, String path) {
        return new NameTemplate(template, "pod-1", CLOCK).name(path);
    }

    @ParameterizedTest
    @CsvSource({
        "{path},a/b/c.tar.gz,a/b/c.tar.gz",
        "{name},a/b/c.tar.gz,c.tar.gz",
        "{stem},a/b/c.tar.gz,c.tar",
        "{ext},a/b/c.tar.gz,gz",
        "{stem}|{ext},a/.bashrc,.bashrc|",
        "{stem}|{ext},a/Makefile,Makefile|",
        "{stem}|{ext},a.d/Makefile,Makefile|",
        "{stem}|{ext},name.,name|",
        "{host}/{date}/{time}-{name},x.csv,pod-1/2026-01-31/235958-x.csv",
        "fixed,a/b,fixed",
        "{path}{path},a,aa",
        "{path,a,{path",
        "path},a,path}",
    })
    void placeholdersStandForTheirParts(String template, String path, String expected) {
        assertThat(name(template, path)).isEqualTo(expected);
    }

    @Test
    void charactersOfTheFileNameAreTakenLiterally() {
        assertThat(name("{path}", "$1\\{name}.txt")).isEqualTo("$1\\{name}.txt");
    }

    @Test
    void uuidIsNewEachTime() {
        String first = name("{uuid}.txt", "a");
        assertThat(first).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.txt");
        assertThat(name("{uuid}.txt", "a")).isNotEqualTo(first);
    }

    @Test
    void namesKeepTheirUnicodeForm() {
        assertThat(name("{path}", "Mu\u0308ll.txt")).isEqualTo("Mu\u0308ll.txt");
        assertThat(name("{path}", "M\u00fcll.txt")).isEqualTo("M\u00fcll.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{foo}", "{Path}", "{}", "{name} {x}", "{ path}"})
    void unknownPlaceholderIsRefused(String template) {
        Problem problem = Thrown.by(() -> name(template, "a"));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-name-template");
        assertThat(problem.detail()).contains("{path}, {name}, {stem}, {ext}, {uuid}");
    }

    @Test
    void standardTemplateIsThePath() {
        assertThat(NameTemplate.standard().name("a/b.txt")).isEqualTo("a/b.txt");
    }
}
