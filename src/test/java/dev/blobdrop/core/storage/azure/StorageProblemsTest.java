package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageProblemsTest {
    private static final Facts FACTS = new Facts(Map.of("acct", "contoso", "host", "contoso.blob.core.windows.net"));

    private static Problem from(Throwable thrown) {
        return StorageProblems.from(thrown, FACTS);
    }

    private static RuntimeException wrapped(Throwable cause) {
        return new RuntimeException("outer", new IllegalStateException("middle", cause));
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
    void storageRefusalIsToldByItsCode(int status, String code, Problem.Kind kind) {
        Problem problem = from(wrapped(StorageAnswer.refusal(status, code)));
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.technical()).hasValueSatisfying(t -> assertThat(t).contains("caused by"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void unknownCodeWithAPassingStatusIsTriedAgain(int status) {
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
        Problem problem = StorageProblems.from(
                StorageAnswer.refusal(403, "AuthorizationPermissionMismatch"),
                FACTS.with("oid", "0-1-2").with("ctr", "data"));
        assertThat(problem.remedy().getFirst()).contains("0-1-2", "contoso", "containers/data");
    }

    @Test
    void roleThatTheNodeLacksIsNotForTheNode() {
        Problem problem = StorageProblems.from(
                StorageAnswer.refusal(403, "AuthorizationPermissionMismatch"),
                FACTS.with("node", "node-identity").with("cid", "c-9"));
        assertThat(problem.code()).isEqualTo("node-identity");
        assertThat(problem.detail()).contains("c-9");
        assertThat(problem.remedy()).noneMatch(line -> line.contains("role assignment"));
    }
}
