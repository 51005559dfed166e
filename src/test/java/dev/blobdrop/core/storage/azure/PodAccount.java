package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The sandbox's account as a program in the pod reaches it: by workload identity, with what the
/// pod's environment says and nothing else.
public final class PodAccount {
    private PodAccount() {}

    public static AzureBlobStore open(Sandbox azure) {
        return open(azure, azure.accountUrl(), Optional.of(azure.caFile()));
    }

    /// The same, in a process that was started with this environment.
    public static AzureBlobStore open(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        return open(
                environment.get("STORAGE_ACCOUNT_URL").orElseThrow(),
                environment,
                HttpTransport.create(environment.get("BLOBDROP_CA_FILE").map(Path::of), environment));
    }

    /// A store of its own, with connections and tokens that no other one shares.
    public static AzureBlobStore open(Sandbox azure, String accountUrl, Optional<Path> caFile) {
        Environment environment = new Environment(azure.podEnvironment());
        TrustedHosts hosts = TrustedHosts.with(List.of(URI.create(accountUrl).getHost()), environment);
        return open(accountUrl, environment, HttpTransport.create(caFile, environment, hosts));
    }

    /// A store that gives a request up when its connection is silent for that time.
    public static AzureBlobStore open(Sandbox azure, Duration silence) {
        return open(azure, azure.accountUrl(), silence);
    }

    /// The same under another address.
    public static AzureBlobStore open(Sandbox azure, String accountUrl, Duration silence) {
        Environment environment = new Environment(azure.podEnvironment());
        return open(accountUrl, environment, HttpTransport.create(Optional.of(azure.caFile()), environment, silence));
    }

    private static AzureBlobStore open(String accountUrl, Environment environment, HttpTransport transport) {
        CredentialPlan plan = new CredentialPlan(
                CredentialKind.WORKLOAD_IDENTITY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                environment,
                transport,
                SignInHost.NON_INTERACTIVE);
        CredentialChain chain = CredentialChain.of(plan, ChainListener.NONE);
        return new AzureBlobStore(AccountUrl.parse(accountUrl), chain.credential(), transport, chain::facts);
    }

    /// The problem that an action ends with.
    public static Problem problemOf(ThrowingCallable action) {
        return catchThrowableOfType(ProblemException.class, action).problem();
    }
}
