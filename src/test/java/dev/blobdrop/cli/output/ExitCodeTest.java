package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.Counts;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.watch.WatchSnapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "BUG,1",
        "USAGE,2",
        "SOURCE_UNUSABLE,2",
        "NO_IDENTITY,10",
        "IDENTITY_REFUSED,11",
        "DENIED_BY_ROLE,12",
        "DENIED_BY_NETWORK,13",
        "NOT_FOUND,14",
        "CONFLICT,15",
        "SOURCE_CHANGED,16",
        "TRANSIENT,20",
    })
    void eachKindHasItsCode(Problem.Kind kind, int code) {
        assertThat(ExitCode.of(problem(kind))).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void aKindThatIsTheOnlyFailureGivesItsCodeOnlyWhenNothingWasDone(Problem.Kind kind) {
        int own = ExitCode.of(problem(kind));

        assertThat(own).isNotEqualTo(ExitCode.OK);
        assertThat(ExitCode.ofRun(Optional.empty(), Set.of(kind), 2, 0)).isEqualTo(own);
        assertThat(ExitCode.ofRun(Optional.empty(), Set.of(kind), 2, 1)).isEqualTo(3);
        assertThat(ExitCode.ofRun(Optional.of(problem(kind)), Set.of(kind), 2, 1))
                .isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // what stopped the run, kinds of failures, failed, done, exit code
                "-,                -,                            0, 0, 0",
                "-,                -,                            0, 5, 0",
                "-,                CONFLICT,                     5, 0, 15",
                "-,                CONFLICT,                     1, 1, 3",
                "-,                CONFLICT NOT_FOUND,           2, 0, 3",
                "-,                CONFLICT NOT_FOUND,           2, 7, 3",
                "-,                USAGE SOURCE_UNUSABLE,        2, 0, 2",
                "-,                USAGE SOURCE_UNUSABLE,        2, 1, 3",
                "DENIED_BY_ROLE,   DENIED_BY_ROLE,               1, 9, 12",
                "DENIED_BY_ROLE,   CONFLICT DENIED_BY_ROLE,      2, 0, 12",
                "TRANSIENT,        -,                            0, 4, 20",
            })
    void aRunOfManyFiles(String stoppedBy, String kinds, long failed, long done, int code) {
        Optional<Problem> stop =
                Optional.ofNullable(stoppedBy).map(Problem.Kind::valueOf).map(ExitCodeTest::problem);

        assertThat(ExitCode.ofRun(stop, kinds(kinds), failed, done)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0,2", "1,3"})
    void aFullDiskIsAUsageErrorOnlyBeforeTheFirstDownload(long downloaded, int code) {
        Problem full = Problem.of(Problem.Kind.USAGE, "disk-full", "t", "d");
        DownloadSnapshot last = new DownloadSnapshot(
                RunState.STOPPED,
                false,
                new Counts(5, downloaded, 0, 1, 0, 0),
                0,
                List.of(),
                Optional.of(full),
                Duration.ZERO);

        assertThat(ExitCode.of(last, Set.of(Problem.Kind.USAGE))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // end, last failure, codes of failures, left, uploaded, exit code
                "STOPPED,  -,              -,    0, 0, 0",
                "STOPPED,  TRANSIENT,      a,    0, 0, 0",
                "STOPPED,  TRANSIENT,      a,    2, 0, 20",
                "STOPPED,  TRANSIENT,      a b,  2, 0, 3",
                "STOPPED,  TRANSIENT,      a,    2, 1, 3",
                "STOPPED,  -,              -,    2, 0, 3",
                "PROBLEM,  DENIED_BY_ROLE, -,    0, 0, 12",
                "PROBLEM,  DENIED_BY_ROLE, a,    2, 0, 12",
                "PROBLEM,  DENIED_BY_ROLE, a,    0, 1, 3",
            })
    void aWatch(WatchSnapshot.End end, Problem.Kind failure, String codes, int left, long uploaded, int code) {
        Map<String, Long> failures = words(codes).collect(Collectors.toMap(each -> each, each -> 1L));
        WatchSnapshot last = new WatchSnapshot(
                uploaded,
                0,
                0,
                failures,
                left,
                0,
                0,
                1,
                0,
                true,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                Optional.of(end));

        assertThat(ExitCode.of(last, Optional.ofNullable(failure).map(ExitCodeTest::problem)))
                .isEqualTo(code);
    }

    @Test
    void aLateProblemCountsOnlyWhenNothingFailed() {
        Optional<Problem> late = Optional.of(problem(Problem.Kind.TRANSIENT));

        assertThat(ExitCode.after(ExitCode.OK, late)).isEqualTo(20);
        assertThat(ExitCode.after(ExitCode.OK, Optional.empty())).isZero();
        assertThat(ExitCode.after(15, late)).isEqualTo(15);
    }

    @Test
    void signalsAre128PlusTheirNumber() {
        assertThat(ExitCode.SIGNALS).containsOnly(Map.entry("INT", 128 + 2), Map.entry("TERM", 128 + 15));
    }

    private static Problem problem(Problem.Kind kind) {
        return Problem.of(kind, "x", "t", "d");
    }

    private static Set<Problem.Kind> kinds(String names) {
        return words(names)
                .map(Problem.Kind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Problem.Kind.class)));
    }

    private static Stream<String> words(String text) {
        return Stream.ofNullable(text).flatMap(all -> Stream.of(all.split(" ")));
    }
}
