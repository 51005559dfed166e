package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StrangersServer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// A credential that gives the same token whatever tenant is asked for, as the Azure CLI does.
class OtherTenantIT {
    private static final String OURS = "11111111-1111-4111-8111-111111111111";

    private final Sandbox azure = SharedSandbox.get();
    private final List<List<String>> scopes = new CopyOnWriteArrayList<>();

    private Problem problem(Facts facts) {
        TokenCredential credential = request -> {
            scopes.add(request.getScopes());
            return Mono.just(new AccessToken("opaque", OffsetDateTime.now().plusHours(1)));
        };
        try (StrangersServer account = StrangersServer.ofOtherTenant(azure.certificateAuthority())) {
            AzureBlobStore store = new AzureBlobStore(
                    AccountUrl.parse("https://127.0.0.1:" + account.port() + "/account"),
                    credential,
                    HttpTransport.create(Optional.of(azure.caFile()), Environment.EMPTY),
                    () -> facts);
            return Thrown.by(() -> store.containers("", Optional.empty()));
        }
    }

    @Test
    void theTokenOfAnotherTenantIsRefusedWithBothTenants() {
        Problem problem = problem(Facts.NONE.with("tid", OURS));

        assertThat(problem.code()).isEqualTo("other-tenant");
        assertThat(problem.detail()).contains(OURS, StrangersServer.TENANT);
        assertThat(problem.commands()).containsExactly("az login --tenant " + StrangersServer.TENANT);
    }

    @Test
    void theTokenOfTheSameTenantIsRefusedForAnotherReason() {
        assertThat(problem(Facts.NONE.with("tid", StrangersServer.TENANT)).code())
                .isEqualTo("InvalidAuthenticationInfo");
        assertThat(problem(Facts.NONE).code()).isEqualTo("InvalidAuthenticationInfo");
    }

    /// The server's challenge asks for a token for another service.
    @Test
    void theServerGetsTokensForStorageOnly() {
        problem(Facts.NONE);

        assertThat(scopes).hasSizeGreaterThan(1).containsOnly(List.of("https://storage.azure.com/.default"));
    }
}
