package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
    private static final Facts FACTS = new Facts(Map.of("acct", "contoso", "host", "contoso.blob.core.windows.net"));

    private static Problem from(Throwable thrown) {
        return Problems.from(thrown, FACTS);
    }

    private static RuntimeException wrapped(Throwable cause) {
        return new RuntimeException("outer", new IllegalStateException("middle", cause));
    }

    @Test
    void problemInsideAnExceptionComesOutUnchanged() {
        Problem ours = Problem.of(Problem.Kind.CONFLICT, "x", "t", "d");
        assertThat(from(wrapped(ours.asException()))).isSameAs(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "AADSTS700213,names this service account",
        "AADSTS70021,matches the token",
        "AADSTS700214,matches the token",
        "AADSTS7002199,matches the token",
        "AADSTS7002138,upper and lower case",
        "AADSTS700016,client id",
    })
    void refusalOfTheIdentityProviderIsToldByItsNumber(String code, String title) {
        Problem problem = from(wrapped(new IOException(code + ": No matching federated record.")));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.IDENTITY_REFUSED);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.title()).contains(title);
    }

    @Test
    void unknownNumberOfTheIdentityProviderIsSaidInItsOwnWords() {
        Problem problem = from(new ClientAuthenticationException("AADSTS99999: Odd thing. Trace ID: 1", null));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.IDENTITY_REFUSED);
        assertThat(problem.code()).isEqualTo("AADSTS99999");
        assertThat(problem.detail()).isEqualTo("AADSTS99999: Odd thing.");
        assertThat(problem.remedy().getFirst()).endsWith("error?code=99999");
    }

    @Test
    void passingTroubleOfTheIdentityProviderIsTriedAgain() {
        assertThat(from(new IOException("AADSTS90033: A transient error")).retryable())
                .isTrue();
    }

    @Test
    void namesOfJavaClassesAreLeftOutOfSentences() {
        assertThat(FirstSentence.of("java.util.concurrent.ExecutionException:"
                        + " com.microsoft.aad.msal4j.MsalServiceException:"
                        + " AADSTS7000112: It is disabled. Trace ID: 1"))
                .isEqualTo("AADSTS7000112: It is disabled.");
        assertThat(FirstSentence.of("example.org: odd")).isEqualTo("example.org: odd");
    }

    @Test
    void theSentenceThatHelpsIsNotCutOff() {
        Problem problem = from(new RuntimeException("AADSTS987654: This does not work. Use the other endpoint instead."
                + "\r\nTrace ID: 0000 Correlation ID: 1111"));

        assertThat(problem.detail()).isEqualTo("AADSTS987654: This does not work. Use the other endpoint instead.");
    }

    @ParameterizedTest
    @CsvSource({"AADSTS900439,D18", "AADSTS90038,D18", "AADSTS90072,D19", "AADSTS50020,D19"})
    void cloudsAndTenantsThatDoNotFitHaveTheirRows(String code, String row) {
        Problem problem = from(new RuntimeException(code + ": Odd. More."));

        assertThat(Catalogue.standard().byCode(problem.code()).orElseThrow().id())
                .isEqualTo(row);
        assertThat(problem.commands()).first().asString().startsWith("az ");
    }

    @Test
    void everythingElseIsADefectOfOurs() {
        Problem problem = from(wrapped(new ArithmeticException("/ by zero")));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.BUG);
        assertThat(problem.detail()).contains("ArithmeticException");
        assertThat(problem.technical().orElseThrow()).contains("java.lang.ArithmeticException: / by zero", "\n    at ");
    }

    @Test
    void messageThatIsMissingOrSecretHarmsNothing() {
        assertThat(from(new IOException((String) null)).code()).isEqualTo("connection-lost");
        assertThat(from(new IllegalStateException("https://a/?sig=abc"))
                        .technical()
                        .orElseThrow())
                .doesNotContain("abc");
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);
        assertThat(Problems.causes(two)).containsExactly(two, one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "One sentence.|One sentence.",
                "First one. Second one.|First one.",
                "No end|No end",
                "Version 1.19.0 is odd. Yes|Version 1.19.0 is odd.",
                "'   '|no reason given",
                "''|no reason given",
            })
    void firstSentenceEndsAtItsFullStop(String message, String expected) {
        assertThat(FirstSentence.of(message)).isEqualTo(expected);
    }

    @Test
    void firstSentenceIsOneLine() {
        assertThat(FirstSentence.of("\r\n first\r\nsecond. third")).isEqualTo("first");
        assertThat(FirstSentence.of(null)).isEqualTo("no reason given");
    }
}
