package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;

class ProblemTest {
    private static final String SIGNED = "https://a/c?sig=abc";
    private static final String HIDDEN = "https://a/c?sig=[hidden]";

    @Test
    void noPartOfAProblemCanHoldASecret() {
        Problem problem =
                new Problem(
                        Problem.Kind.USAGE,
                        "x",
                        SIGNED,
                        SIGNED,
                        List.of(SIGNED),
                        Optional.of(SIGNED),
                        false);
        assertThat(problem.title()).isEqualTo(HIDDEN);
        assertThat(problem.detail()).isEqualTo(HIDDEN);
        assertThat(problem.remedy()).containsExactly(HIDDEN);
        assertThat(problem.technical()).contains(HIDDEN);
        assertThat(problem.withTechnical(SIGNED).withRemedy(SIGNED).toString())
                .doesNotContain("abc");
    }

    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void onlyPassingTroubleIsRetryable(Problem.Kind kind) {
        assertThat(Problem.of(kind, "x", "t", "d").retryable())
                .isEqualTo(kind == Problem.Kind.TRANSIENT);
    }

    @Test
    void addingARemedyKeepsTheRest() {
        Problem before = Problem.of(Problem.Kind.TRANSIENT, "x", "t", "d").withTechnical("tech");
        Problem after = before.withRemedy("one", "two");
        assertThat(after.remedy()).containsExactly("one", "two");
        assertThat(after.technical()).contains("tech");
        assertThat(after.retryable()).isTrue();
    }

    @Test
    void exceptionSaysTheProblemAndKeepsItsCause() {
        Problem problem = Problem.of(Problem.Kind.USAGE, "x", "Title", "Detail.");
        RuntimeException cause = new IllegalStateException("inner");
        ProblemException thrown = problem.asException(cause);
        assertThat(thrown).hasMessage("Title: Detail.").hasCause(cause);
        assertThat(thrown.problem()).isSameAs(problem);
        assertThat(problem.asException()).hasNoCause();
    }
}
