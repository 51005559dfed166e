package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.AzureConnector;
import dev.blobdrop.gui.session.SignIn;
import dev.blobdrop.gui.transfers.History;
import dev.blobdrop.gui.transfers.row.Drop;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StrangersServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real wiring with a server that is not Azure's: on no path does it get a token before the
/// user trusts it.
@Timeout(60)
class StrangerWindowIT {
    private static final String HOST = "contosodata.blob.core.windows.net.attacker.example";
    private static final String STRANGE = "https://" + HOST;

    private final Sandbox azure = SharedSandbox.get();
    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);
    private StrangersServer stranger;
    private ForwardProxy proxy;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        azure.reset();
        stranger = StrangersServer.start(azure.certificateAuthority(), List.of(HOST));
        proxy = new ForwardProxy(Map.of(HOST, stranger.port()), Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        stranger.close();
    }

    private Models window(Settings settings, String... more) {
        Map<String, String> variables = new HashMap<>(azure.podEnvironment());
        variables.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
        variables.put("XDG_CONFIG_HOME", folder.toString());
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        Environment environment = new Environment(variables);
        return Models.of(inline, new AzureConnector(environment), environment, SettingsFile.of(environment), settings);
    }

    private void assertAskedFirst(Models models) {
        assertThat(models.session().hosts().host().get()).hasValue(HOST);
        assertThat(stranger.requests()).isEmpty();
        models.session().hosts().decline();
        models.refresh();
        assertThat(stranger.requests()).isEmpty();
    }

    @Test
    void theVariableLeadsToAQuestionAndSignsNobodyIn() {
        Models models = window(Settings.STANDARD, "STORAGE_ACCOUNT_URL", STRANGE);
        models.session().start();

        assertAskedFirst(models);
        assertThat(models.session().signIn().get()).isInstanceOf(SignIn.NotBegun.class);
    }

    @Test
    void soDoSettingsFromAnotherMachine() {
        Models models = window(Settings.STANDARD.withAccount(STRANGE), "STORAGE_ACCOUNT_URL", "");
        models.session().start();

        assertAskedFirst(models);
        assertThat(models.session().signIn().get()).isInstanceOf(SignIn.NotBegun.class);
    }

    @Test
    void soDoTheFieldAndThePathBar() {
        Models models = window(Settings.STANDARD);
        models.session().start();
        assertThat(models.session().signIn().get()).isInstanceOf(SignIn.Done.class);

        models.session().accountText().set(STRANGE);
        models.session().accept();
        assertAskedFirst(models);

        models.explorer().goTo(STRANGE + "/c1c/folder/");
        assertAskedFirst(models);
    }

    @Test
    void soDoesAnUploadOfAnEarlierWindow() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "a");
        Environment settings = new Environment(Map.of("XDG_CONFIG_HOME", folder.toString()));
        new History(SettingsFile.of(settings).beside("uploads"))
                .write(new History.Entry(
                        "1",
                        Drop.of(
                                List.of(file),
                                "",
                                ConflictPolicy.FAIL,
                                Optional.of(new Drop.Place(AccountUrl.parse(STRANGE), "c1c"))),
                        Optional.of(RowStage.FAILED),
                        "before"));
        Models models = window(Settings.STANDARD);
        models.session().start();
        models.transfers().restore();
        TransferRow row = models.transfers().rows().getFirst();

        row.retry();
        for (int i = 0; i < 50 && models.session().hosts().host().get().isEmpty(); i++) {
            models.refresh();
        }

        assertAskedFirst(models);
        models.refresh();
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        assertThat(row.state().get().message()).contains(HOST + " isn't trusted");
    }

    @Test
    void whoIsTrustedIsLookedAtWithoutATokenFirst() {
        Models models = window(Settings.STANDARD, "STORAGE_ACCOUNT_URL", STRANGE);
        models.session().start();

        models.session().hosts().trust();

        assertThat(stranger.requests()).isNotEmpty();
        assertThat(stranger.tokens())
                .isNotEmpty()
                .hasSizeLessThan(stranger.requests().size());
        assertThat(models.settings().settings().get().trustedHosts()).containsExactly(HOST);
    }
}
