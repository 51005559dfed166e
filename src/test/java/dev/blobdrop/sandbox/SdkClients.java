package dev.blobdrop.sandbox;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;
import java.time.Duration;
import java.util.Optional;

/// The real Azure libraries, pointed at a sandbox.
record SdkClients(Sandbox sandbox) {
    static final TokenRequestContext STORAGE =
            new TokenRequestContext().addScopes("https://storage.azure.com/.default");

    /// What the pod would build from its environment; a new one caches nothing.
    TokenCredential workloadIdentity() {
        return workloadIdentity(
                sandbox.identityProvider().tenantId(),
                sandbox.identityProvider().clientId());
    }

    TokenCredential workloadIdentity(String tenant, String clientId) {
        return new WorkloadIdentityCredentialBuilder()
                .authorityHost(sandbox.identityProvider().authorityHost())
                .disableInstanceDiscovery()
                .tenantId(tenant)
                .clientId(clientId)
                .tokenFilePath(sandbox.cluster().tokenFile().toString())
                .httpClient(http())
                .retryOptions(new RetryOptions(new ExponentialBackoffOptions().setMaxRetries(0)))
                .build();
    }

    /// The sandbox's container with no retry, so that each failure is seen.
    BlobContainerClient container(TokenCredential credential) {
        return container(credential, 1);
    }

    BlobContainerClient container(TokenCredential credential, int tries) {
        return new BlobServiceClientBuilder()
                .endpoint(sandbox.accountUrl())
                .credential(credential)
                .httpClient(http())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED,
                        tries,
                        Duration.ofSeconds(120),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        null))
                .buildClient()
                .getBlobContainerClient(sandbox.container());
    }

    HttpClient http() {
        return HttpTransport.create(Optional.of(sandbox.caFile()), Environment.EMPTY)
                .client();
    }
}
