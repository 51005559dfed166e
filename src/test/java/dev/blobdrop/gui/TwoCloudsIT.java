package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.engine.Upload;
import dev.blobdrop.gui.identity.LiveChain;
import dev.blobdrop.gui.session.AzureConnector;
import dev.blobdrop.gui.session.SignInChoice;
import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StandInCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A window that switches between accounts of two clouds: each account gets tokens of its own cloud
/// only, whatever is still running.
@Timeout(120)
class TwoCloudsIT {
    private static final AccountUrl HERE = AccountUrl.parse("https://contosodata.blob.core.windows.net");
    private static final AccountUrl THERE = AccountUrl.parse("https://contosogov.blob.core.usgovcloudapi.net");

    private final Sandbox azure = SharedSandbox.get();
    private StandInCloud here;
    private StandInCloud there;
    private ForwardProxy proxy;
    private AzureConnector connector;
    private int attempts;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        here = new StandInCloud(azure.certificateAuthority(), "login.microsoftonline.com", HERE.host());
        there = new StandInCloud(azure.certificateAuthority(), "login.microsoftonline.us", THERE.host());
        Map<String, Integer> ports = new HashMap<>(here.ports());
        ports.putAll(there.ports());
        proxy = new ForwardProxy(ports, Optional.empty());
        connector = new AzureConnector(new Environment(variables()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        here.close();
        there.close();
    }

    private Map<String, String> variables() {
        return Map.of(
                "HTTPS_PROXY",
                "http://127.0.0.1:" + proxy.port(),
                "BLOBDROP_CA_FILE",
                azure.caFile().toString(),
                "XDG_CONFIG_HOME",
                folder.toString(),
                "AZURE_TENANT_ID",
                Identities.TENANT,
                "AZURE_CLIENT_ID",
                Identities.ROBOT.clientId(),
                "AZURE_CLIENT_SECRET",
                "any",
                "AZURE_TOKEN_CREDENTIALS",
                "EnvironmentCredential");
    }

    private void moveTo(AccountUrl account) {
        connector.show(Optional.of(account));
        connector.signIn(
                ++attempts, SignInChoice.AUTOMATIC, account.cloud().orElse(Cloud.PUBLIC), SignInHost.NON_INTERACTIVE);
    }

    private void assertOwnTokensOnly() {
        assertThat(here.tokens()).isNotEmpty().allMatch(token -> token.startsWith(here.mark()));
        assertThat(there.tokens()).isNotEmpty().allMatch(token -> token.startsWith(there.mark()));
    }

    private void list(AccountUrl account) {
        connector.store(account).folder("c1c", "", Optional.empty(), 10);
    }

    @Test
    void uploadThatIsStillRunningKeepsItsCloud() throws Exception {
        for (int i = 0; i < 40; i++) {
            Files.writeString(folder.resolve("f" + i + ".txt"), "content " + i);
        }
        CountDownLatch goOn = new CountDownLatch(1);
        here.holdWrites(goOn);
        moveTo(HERE);
        Upload upload = connector.engine(HERE).start(UploadRequest.of(List.of(folder), "c1c"), event -> {});
        await().until(() -> !here.tokens().isEmpty());

        moveTo(THERE);
        list(THERE);
        goOn.countDown();
        upload.await();

        assertThat(upload.snapshot().uploaded()).isEqualTo(40);
        assertOwnTokensOnly();
    }

    /// Each SDK client caches its own token.
    @Test
    void signOutEndsWhatWasConnectedBefore() {
        moveTo(HERE);
        list(HERE);
        connector.signOut(++attempts);
        int before = here.tokens().size();

        Assertions.assertThatThrownBy(() -> list(HERE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().title()).isEqualTo("You're not signed in"));
        assertThat(here.tokens()).hasSize(before);
    }

    @Test
    void accountOfAnotherCloudIsNotAskedBeforeItsOwnSignIn() {
        moveTo(HERE);
        connector.show(Optional.of(THERE));

        Problem problem = Assertions.catchThrowableOfType(ProblemException.class, () -> list(THERE))
                .problem();
        assertThat(problem.title()).contains("not signed in to login.microsoftonline.us");
        assertThat(there.tokens()).isEmpty();
    }

    @Test
    void thereAndBackAgain() {
        moveTo(HERE);
        list(HERE);
        moveTo(THERE);
        list(THERE);
        list(HERE);
        moveTo(HERE);
        list(THERE);
        list(HERE);
        assertOwnTokensOnly();
    }

    /// A survey uses the account's cloud, or without an account the one from the environment.
    @Test
    void surveyAsksTheCloudOfTheAccount() {
        LiveChain nobody = new LiveChain((trace, asking) -> {});
        connector.examiner().survey(Optional.of(THERE), nobody);
        assertThat(proxy.asked()).containsOnly("login.microsoftonline.us");

        Map<String, String> variables = new HashMap<>(variables());
        variables.put("STORAGE_ACCOUNT_URL", THERE + "/container/folder");
        new AzureConnector(new Environment(variables)).examiner().survey(Optional.empty(), nobody);
        assertThat(proxy.asked()).containsOnly("login.microsoftonline.us");
    }

    @Test
    void diagnosisWithoutAnAccountAsksTheCloudOfTheEnvironment() {
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("STORAGE_ACCOUNT_URL", THERE.toString());
        new AzureConnector(new Environment(variables))
                .examiner()
                .diagnose(Optional.empty(), "c1c", false, finding -> {});
        assertThat(proxy.asked()).contains("login.microsoftonline.us");
        assertThat(proxy.asked()).doesNotContain("login.microsoftonline.com");
    }
}
