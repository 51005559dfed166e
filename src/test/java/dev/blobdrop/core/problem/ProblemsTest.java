package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.identity.CredentialUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest extends ProblemsCase {
    @Test
    void problemInsideAnExceptionComesOutUnchanged() {
        Problem ours = Problem.of(Problem.Kind.CONFLICT, "x", "t", "d");
        assertThat(from(wrapped(ours.asException()))).isSameAs(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "403,AuthorizationPermissionMismatch,DENIED_BY_ROLE",
        "403,AuthorizationFailure,DENIED_BY_NETWORK",
        "404,ContainerNotFound,NOT_FOUND",
        "409,BlobAlreadyExists,CONFLICT",
        "412,ConditionNotMet,CONFLICT",
        "503,ServerBusy,TRANSIENT",
        "401,InvalidAuthenticationInfo,IDENTITY_REFUSED",
    })
    void storageRefusalIsRecognizedByItsCode(int status, String code, Problem.Kind kind) {
        Problem problem = from(wrapped(StorageAnswer.refusal(status, code)));
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.technical()).hasValueSatisfying(t -> assertThat(t).contains("caused by"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void unknownCodeWithATransientStatusIsRetried(int status) {
        Problem problem = from(StorageAnswer.refusal(status, "BrandNew"));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(problem.code()).isEqualTo("BrandNew");
        assertThat(problem.retryable()).isTrue();
        assertThat(from(StorageAnswer.refusal(status, "")).code()).isEqualTo("http-" + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 412, 501})
    void unknownCodeWithAnotherStatusIsFinal(int status) {
        Problem problem = from(StorageAnswer.refusal(status, "BrandNew"));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.retryable()).isFalse();
        assertThat(problem.detail())
                .isEqualTo("contoso.blob.core.windows.net answered with status " + status + ": BrandNew.");
        assertThat(from(StorageAnswer.refusal(status, "")).detail()).endsWith("and no reason.");
    }

    @Test
    void remediesOfAStorageRefusalAreFilled() {
        Problem problem = Problems.from(
                StorageAnswer.refusal(403, "AuthorizationPermissionMismatch"),
                FACTS.with("oid", "0-1-2").with("ctr", "data"));
        assertThat(problem.remedy().getFirst()).contains("0-1-2", "contoso", "containers/data");
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
    void identityProviderRefusalIsRecognizedByItsNumber(String code, String title) {
        Problem problem = from(wrapped(new IOException(code + ": No matching federated record.")));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.IDENTITY_REFUSED);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.title()).contains(title);
    }

    @Test
    void unknownIdentityProviderNumberIsReportedInItsOwnWords() {
        Problem problem = from(new ClientAuthenticationException("AADSTS99999: Odd thing. Trace ID: 1", null));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.IDENTITY_REFUSED);
        assertThat(problem.code()).isEqualTo("AADSTS99999");
        assertThat(problem.detail()).isEqualTo("AADSTS99999: Odd thing.");
        assertThat(problem.remedy().getFirst()).endsWith("error?code=99999");
    }

    @Test
    void transientIdentityProviderErrorIsRetried() {
        assertThat(from(new IOException("AADSTS90033: A transient error")).retryable())
                .isTrue();
    }

    @Test
    void invalidFileNamesDifferFromMissingFiles() {
        NoSuchFileException missing = new NoSuchFileException("x");
        assertThat(FileProblems.reading(Path.of("-"), missing).detail()).contains("standard input");
        assertThat(FileProblems.reading(Path.of("bad\uFFFD.txt"), missing).detail())
                .contains("not valid UTF-8");
        assertThat(FileProblems.reading(Path.of("x"), missing).detail()).isEqualTo("There is no such file.");
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
    void roleThatTheNodeLacksIsNotForTheNode() {
        Problem problem = Problems.from(
                StorageAnswer.refusal(403, "AuthorizationPermissionMismatch"),
                FACTS.with("node", "node-identity").with("cid", "c-9"));
        assertThat(problem.code()).isEqualTo("node-identity");
        assertThat(problem.detail()).contains("c-9");
        assertThat(problem.remedy()).noneMatch(line -> line.contains("role assignment"));
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
    void unavailableCredentialIsNoIdentity() {
        Problem problem = from(wrapped(new CredentialUnavailableException("Not here. To mitigate ...")));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_IDENTITY);
        assertThat(problem.detail()).isEqualTo("Not here.");
    }

    @Test
    void unrecognizedAnswerIsOdd() {
        Problem problem = from(new HttpResponseException("<html>", null));
        assertThat(problem.code()).isEqualTo(Problems.ODD_ANSWER);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
    }

    @Test
    void everythingElseIsABug() {
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

    @Test
    void fileErrorsAreExplainedInPlainWords() {
        Path file = Path.of("data.csv");
        Problem missing = FileProblems.reading(file, new NoSuchFileException("data.csv"));
        assertThat(missing.code()).isEqualTo("no-such-file");
        assertThat(missing.kind()).isEqualTo(Problem.Kind.SOURCE_UNUSABLE);
        assertThat(missing.title()).isEqualTo("Cannot read data.csv");
        Problem denied = FileProblems.reading(file, new AccessDeniedException("data.csv"));
        assertThat(denied.code()).isEqualTo("unreadable");
        assertThat(denied.detail()).isEqualTo("This user may not read it.");
        assertThat(FileProblems.reading(file, new FileSystemLoopException("x")).detail())
                .isEqualTo("It is a folder that contains itself.");
        assertThat(FileProblems.reading(file, new IOException("Input/output error"))
                        .detail())
                .isEqualTo("Reading failed: Input/output error.");
        assertThat(FileProblems.reading(file, new IOException()).detail()).doesNotContain("null");
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
