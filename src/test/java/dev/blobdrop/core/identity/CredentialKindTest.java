package dev.blobdrop.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialKindTest {
    @Test
    void namesOfTheCommandLineAreAContract() {
        assertThat(Arrays.stream(CredentialKind.values()).map(CredentialKind::id))
                .containsExactly(
                        "default",
                        "workload-identity",
                        "environment",
                        "managed-identity",
                        "azure-cli",
                        "azure-powershell",
                        "azure-developer-cli",
                        "browser",
                        "device-code",
                        "broker");
    }

    @ParameterizedTest
    @EnumSource(CredentialKind.class)
    void everyNameIsUnderstood(CredentialKind kind) {
        assertThat(CredentialKind.parse(kind.id())).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cli", "Default", "azure_cli", "AZURE_CLI"})
    void otherNamesAreRefusedWithTheList(String name) {
        Problem problem = Thrown.by(() -> CredentialKind.parse(name));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.detail()).startsWith("Use one of default, workload-identity,");
    }
}
