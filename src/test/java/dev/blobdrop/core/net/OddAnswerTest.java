package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.HttpResponseException;
import dev.blobdrop.core.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class OddAnswerTest {

    @Test
    void answerThatNoRuleKnowsIsOdd() {
        Problem problem =
                OddAnswer.in(List.of(new HttpResponseException("<html>", null))).orElseThrow();
        assertThat(problem.code()).isEqualTo("odd-answer");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
    }
}
