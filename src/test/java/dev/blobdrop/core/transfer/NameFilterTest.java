package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFilterTest {
    private static boolean wants(List<String> include, List<String> exclude, String path) {
        return new NameFilter(include, exclude).wants(Path.of(path));
    }

    @ParameterizedTest
    @CsvSource({
        "*.txt,a.txt,true",
        "*.txt,deep/er/a.txt,true",
        "*.txt,a.txt.gz,false",
        "*.txt,a.TXT,false",
        "a/*.txt,a/b.txt,true",
        "a/*.txt,a/b/c.txt,false",
        "a/**,a/b/c.txt,true",
        "**/c.txt,a/b/c.txt,true",
        "'{a,b}.txt',x/b.txt,true",
        "?.txt,x/b.txt,true",
        "[a-c].txt,b.txt,true",
        ".*,.hidden,true",
        ".*,.git/config,false",
    })
    void patternWithoutASlashMeansTheNameOneWithTheWholePath(String glob, String path, boolean wanted) {
        assertThat(wants(List.of(glob), List.of(), path)).isEqualTo(wanted);
        assertThat(wants(List.of(), List.of(glob), path)).isEqualTo(!wanted);
    }

    @Test
    void withoutPatternsEverythingIsWanted() {
        assertThat(NameFilter.ALL.wants(Path.of("any/thing"))).isTrue();
    }

    @Test
    void oneOfSeveralPatternsIsEnough() {
        List<String> both = List.of("*.csv", "*.txt");
        assertThat(wants(both, List.of(), "a.txt")).isTrue();
        assertThat(wants(both, List.of(), "a.png")).isFalse();
    }

    @Test
    void excludeWins() {
        assertThat(wants(List.of("*.txt"), List.of("secret*"), "secret.txt")).isFalse();
        assertThat(wants(List.of("*.txt"), List.of("secret*"), "public.txt")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a,b", "a\\", "[z-a]"})
    void brokenPatternIsRefusedAtOnce(String glob) {
        Problem problem = Thrown.by(() -> new NameFilter(List.of(glob), List.of()));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-glob");
        assertThat(Thrown.by(() -> new NameFilter(List.of(), List.of(glob))).code())
                .isEqualTo("bad-glob");
    }
}
