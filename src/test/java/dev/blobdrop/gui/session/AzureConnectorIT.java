package dev.blobdrop.gui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.ConnectionSettings;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The connection settings are used for requests to Azure.
@Timeout(120)
class AzureConnectorIT {
    private static final String LOGIN = "login.sandbox.invalid";

    private final Sandbox azure = SharedSandbox.get();

    @BeforeEach
    void reset() {
        azure.reset();
    }

    /// The sandbox has its own certificate authority, which no system trusts.
    @Test
    void theAuthorityOfTheSettingsIsTrustedBySignInAndStorage() {
        Map<String, String> variables = new HashMap<>(azure.podEnvironment());
        variables.remove("BLOBDROP_CA_FILE");
        AzureConnector connector = new AzureConnector(new Environment(variables));
        assertThatThrownBy(() -> signIn(connector)).isInstanceOf(ProblemException.class);

        connector.connection(
                ConnectionSettings.NONE.withCaFile(Optional.of(azure.caFile().toString())));
        signIn(connector);
        assertThat(connector
                        .store(AccountUrl.parse(azure.accountUrl()))
                        .folder(azure.container(), "", Optional.empty(), 10)
                        .items())
                .isEmpty();
    }

    @Test
    void theProxyOfTheSettingsIsAsked() throws Exception {
        int login = URI.create(azure.identityProvider().authorityHost()).getPort();
        try (ForwardProxy proxy = new ForwardProxy(Map.of(LOGIN, login), Optional.empty())) {
            Map<String, String> variables = new HashMap<>(azure.podEnvironment());
            variables.put("AZURE_AUTHORITY_HOST", "https://" + LOGIN + "/");
            AzureConnector connector = new AzureConnector(new Environment(variables));
            connector.connection(ConnectionSettings.NONE.withProxy(Optional.of("http://127.0.0.1:" + proxy.port())));
            signIn(connector);
            assertThat(proxy.asked()).contains(LOGIN);
        }
    }

    /// An existing store keeps the old settings; the next one uses the new ones.
    @Test
    void anotherWayCountsForTheNextConnection() {
        AzureConnector connector = new AzureConnector(new Environment(azure.podEnvironment()));
        signIn(connector);
        AccountUrl account = AccountUrl.parse(azure.accountUrl());
        var before = connector.store(account);
        connector.connection(ConnectionSettings.NONE.withTenant(Optional.of("contoso.com")));
        assertThat(connector.store(account)).isNotSameAs(before);
        assertThat(connector.store(account)).isSameAs(connector.store(account));
        assertThat(before.folder(azure.container(), "", Optional.empty(), 10).items())
                .isEmpty();
    }

    /// Two attempts in quick succession run on two threads, and the second may run first.
    @Test
    void tryThatComesLateDoesNotReplaceTheOneThatWasBegunAfterIt() {
        AzureConnector connector = new AzureConnector(new Environment(azure.podEnvironment()));
        SignInChoice alone = SignInChoice.of(CredentialKind.WORKLOAD_IDENTITY);
        connector.signIn(2, alone, Cloud.PUBLIC, SignInHost.NON_INTERACTIVE);
        connector.signIn(1, SignInChoice.AUTOMATIC, Cloud.PUBLIC, SignInHost.NON_INTERACTIVE);
        assertThat(connector.trace().orElseThrow().kind()).isEqualTo(alone.kind());
    }

    @Test
    void signOutEndsATryThatWasBegunBeforeItAndNoneThatWasBegunAfter() {
        AzureConnector connector = new AzureConnector(new Environment(azure.podEnvironment()));
        connector.signOut(2);
        connector.signIn(1, SignInChoice.AUTOMATIC, Cloud.PUBLIC, SignInHost.NON_INTERACTIVE);
        assertThat(connector.trace()).as("begun before").isEmpty();
        connector.signIn(4, SignInChoice.AUTOMATIC, Cloud.PUBLIC, SignInHost.NON_INTERACTIVE);
        connector.signOut(3);
        assertThat(connector.trace()).as("begun after").isPresent();
    }

    private static void signIn(AzureConnector connector) {
        connector.signIn(1, SignInChoice.AUTOMATIC, Cloud.PUBLIC, SignInHost.NON_INTERACTIVE);
    }
}
