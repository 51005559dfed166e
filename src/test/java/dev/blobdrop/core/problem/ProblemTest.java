package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    private static final String NAME = "sig=A/SurveyJanuary.csv?password=reset";

    /// Names are data: what looks like a secret in one is none.
    @Test
    void namesStayAsTheyAre() {
        Problem problem = Problem.of(Problem.Kind.USAGE, "x", NAME, NAME)
                .withRemedy(new Remedy.Sentence(NAME))
                .withTechnical(NAME);
        assertThat(problem.title()).isEqualTo(NAME);
        assertThat(problem.detail()).isEqualTo(NAME);
        assertThat(problem.remedy()).containsExactly(NAME);
        assertThat(problem.technical()).contains(NAME);
    }

    @Test
    void onlyCommandsAreThereToBePasted() {
        Problem problem = Problem.of(Problem.Kind.USAGE, "x", "t", "d")
                .withRemedy(
                        "az login   # then run again",
                        "--tenant ID   the account's tenant",
                        "Take the variable out of the manifest");
        assertThat(problem.commands()).containsExactly("az login");
        assertThat(problem.remedy())
                .containsExactly(
                        "az login   # then run again",
                        "--tenant ID   the account's tenant",
                        "Take the variable out of the manifest");
    }

    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void onlyTransientErrorsAreRetryable(Problem.Kind kind) {
        assertThat(Problem.of(kind, "x", "t", "d").retryable()).isEqualTo(kind == Problem.Kind.TRANSIENT);
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
