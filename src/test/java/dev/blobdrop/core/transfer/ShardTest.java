package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 1000})
    void everyNameIsInExactlyOneShard(int count) {
        for (int i = 0; i < 200; i++) {
            String name = "dir-" + i % 7 + "/größe-" + i + ".csv";
            assertThat(IntStream.range(0, count).filter(index -> new Shard(index, count).holds(name)))
                    .hasSize(1);
        }
    }

    @Test
    void shardsAreOfSimilarSize() {
        long first = IntStream.range(0, 4000)
                .filter(i -> new Shard(0, 4).holds("file-" + i))
                .count();
        assertThat(first).isBetween(800L, 1200L);
    }

    @ParameterizedTest
    @CsvSource({"a.txt,0", "dir/report.csv,2", "ä,0"})
    void placeOfANameIsStableOverReleases(String name, int index) {
        assertThat(IntStream.range(0, 4).filter(i -> new Shard(i, 4).holds(name)))
                .containsExactly(index);
    }

    @Test
    void wholeHoldsEverything() {
        assertThat(Shard.WHOLE.holds("anything")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0/1,0,1", "3/4,3,4", "999998/999999,999998,999999", "007/010,7,10"})
    void formIsIndexSlashCount(String text, int index, int count) {
        assertThat(Shard.parse(text, Optional.empty())).isEqualTo(new Shard(index, count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1/", "/4", "4/4", "0/0", "-1/4", "1/4 ", "a/b", "1/1000000000", "1.5/4"})
    void otherFormsAreRefused(String text) {
        Problem problem = Thrown.by(() -> Shard.parse(text, Optional.empty()));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-shard");
    }

    @Test
    void indexedJobGivesThePart() {
        assertThat(Shard.parse("/8", Optional.of("3"))).isEqualTo(new Shard(3, 8));
        assertThat(Shard.parse("5/8", Optional.of("3"))).isEqualTo(new Shard(5, 8));
        assertThat(Thrown.by(() -> Shard.parse("/8", Optional.empty())).detail())
                .isEqualTo("JOB_COMPLETION_INDEX is not set here.");
        assertThat(Thrown.by(() -> Shard.parse("/8", Optional.of("8"))).code()).isEqualTo("bad-shard");
        assertThat(Thrown.by(() -> Shard.parse("/8", Optional.of("x"))).code()).isEqualTo("bad-shard");
    }
}
