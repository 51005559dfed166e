package dev.blobdrop.core.identity.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which remembered sign-in belongs to a plan, on a machine without a keyring.
class SignInMemoryTest {
    private static final String RECORD = """
        {"authority":"login.microsoftonline.com","homeAccountId":"oid.tid","tenantId":"tid",\
        "username":"alice@contoso.example","clientId":"04b07795-8ddb-461a-bbee-02f9e1bf7b46"}\
        """;

    @TempDir
    Path folder;

    private SignInMemory memory;

    @BeforeEach
    void atHome() {
        memory = SignInMemory.of(new Environment(Map.of("XDG_CONFIG_HOME", folder.toString())));
    }

    private static CredentialPlan plan(String tenant, String clientId, String authority) {
        return TestPlans.of(
                CredentialKind.BROWSER,
                Optional.ofNullable(tenant),
                Optional.ofNullable(clientId),
                Optional.ofNullable(authority),
                Map.of());
    }

    private void write(String record) throws IOException {
        Files.createDirectories(memory.file().getParent());
        Files.writeString(memory.file(), record);
    }

    @ParameterizedTest
    @CsvSource({
        ",,,true",
        "TID,,,true",
        "other,,,false",
        ",another-application,,false",
        ",,https://login.microsoftonline.us/,false"
    })
    void onlyForTheSameTenantApplicationAndAuthority(String tenant, String clientId, String authority, boolean fits)
            throws IOException {
        write(RECORD);

        assertThat(memory.record(plan(tenant, clientId, authority)).isPresent()).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"authority\":\"a\"}", "\0\0"})
    void aDamagedRecordCountsAsNone(String text) throws IOException {
        write(text);

        assertThat(memory.record(plan(null, null, null))).isEmpty();
        assertThat(memory.forget()).isEmpty();
        assertThat(memory.file()).doesNotExist();
    }

    @Test
    void withoutAKeyringNothingIsKept() {
        assertThat(memory.tokens()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tokensThatCannotBeRemovedAreNotCalledForgotten() throws IOException {
        write(RECORD);

        Assertions.assertThatThrownBy(memory::forget)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Cannot delete");
        assertThat(memory.file()).exists();
    }
}
