package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
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
        assertThat(ExitCode.of(Problem.of(kind, "x", "t", "d"))).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void noProblemIsEverASuccess(Problem.Kind kind) {
        assertThat(ExitCode.of(Problem.of(kind, "x", "t", "d"))).isNotEqualTo(ExitCode.OK);
    }

    @Test
    void fixedCodesAreAContract() {
        assertThat(ExitCode.OK).isZero();
        assertThat(ExitCode.SOME_FAILED).isEqualTo(3);
    }
}
