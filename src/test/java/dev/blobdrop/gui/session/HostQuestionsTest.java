package dev.blobdrop.gui.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.gui.Models;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.UiThreads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostQuestionsTest {
    private static final String HOST = "contosodata.blob.core.windows.net.attacker.example";
    private static final String STRANGE = "https://" + HOST;
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";

    private final FakeConnector azure = new FakeConnector();
    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);

    @TempDir
    Path folder;

    private Models window(Settings settings, Map<String, String> variables) {
        SettingsFile file = SettingsFile.of(new Environment(Map.of("XDG_CONFIG_HOME", folder.toString())));
        return Models.of(inline, azure, new Environment(variables), file, settings);
    }

    private void assertNothingSent(Models models) {
        assertThat(models.session().account().get()).isEmpty();
        assertThat(azure.tried()).isEmpty();
        assertThat(azure.hosts().trusts(HOST)).isFalse();
        assertThat(models.settings().settings().get().trustedHosts()).isEmpty();
    }

    @Test
    void theStartSignsNobodyInForAnUntrustedHost() {
        Models models = window(Settings.STANDARD, Map.of("STORAGE_ACCOUNT_URL", STRANGE));
        models.session().start();

        assertNothingSent(models);
        assertThat(models.session().hosts().host().get()).hasValue(HOST);
        assertThat(azure.lookedAt()).as("before anybody has answered").isEmpty();
    }

    @Test
    void copiedSettingsAreAskedAboutToo() {
        Models models = window(Settings.STANDARD.withAccount(STRANGE), Map.of());
        models.session().start();

        assertNothingSent(models);
        assertThat(models.session().hosts().host().get()).hasValue(HOST);
    }

    @Test
    void aHostThatWasTrustedAndAnswersIsRemembered() {
        Models models = window(Settings.STANDARD, Map.of("STORAGE_ACCOUNT_URL", STRANGE));
        models.session().start();

        models.session().hosts().trust();

        assertThat(azure.lookedAt()).containsExactly(HOST);
        assertThat(models.session().hosts().host().get()).isEmpty();
        assertThat(models.session().account().get()).map(AccountUrl::host).hasValue(HOST);
        assertThat(azure.tried()).hasSize(1);
        Settings kept = models.settings().settings().get();
        assertThat(kept.trustedHosts()).containsExactly(HOST);

        Models next = window(kept, Map.of());
        next.session().start();
        assertThat(next.session().hosts().host().get()).isEmpty();
        assertThat(next.session().account().get()).map(AccountUrl::host).hasValue(HOST);
    }

    @Test
    void aHostThatIsNoStorageServiceIsNotRemembered() {
        azure.noStorage(Problem.of(Problem.Kind.USAGE, "not-storage", "It is none", "No."));
        Models models = window(Settings.STANDARD, Map.of("STORAGE_ACCOUNT_URL", STRANGE));
        models.session().start();

        models.session().hosts().trust();

        assertNothingSent(models);
        assertThat(models.settings().settings().get().accounts()).isEmpty();
        assertThat(models.session().notice().get()).map(Notice::title).hasValue("It is none");
    }

    @Test
    void whatWasDeclinedIsNotAskedAgainUntilEnterIsPressed() {
        Models models = window(Settings.STANDARD, Map.of());
        SessionModel session = models.session();
        session.start();
        session.accountText().set(STRANGE);
        session.accept();
        session.left();
        session.hosts().decline();

        session.left();
        assertThat(session.hosts().host().get()).isEmpty();
        assertThat(session.account().get()).isEmpty();
        assertThat(session.notice().get()).map(Notice::title).hasValue(HOST + " isn't trusted");

        session.accept();
        assertThat(session.hosts().host().get()).hasValue(HOST);
    }

    @Test
    void theNextAccountAfterADeclinedOneSignsIn() {
        Models models = window(Settings.STANDARD, Map.of("STORAGE_ACCOUNT_URL", STRANGE));
        SessionModel session = models.session();
        session.start();
        session.hosts().decline();
        assertThat(azure.tried()).isEmpty();

        session.accountText().set(ACCOUNT);
        session.accept();

        assertThat(azure.tried()).hasSize(1);
        assertThat(session.account().get()).map(AccountUrl::toString).hasValue(ACCOUNT);
    }

    @Test
    void thePathBarAsksToo() {
        Models models = window(Settings.STANDARD, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT));
        models.session().start();
        models.explorer().goTo(STRANGE + "/c1c/folder/");

        assertThat(models.session().account().get()).isEmpty();
        assertThat(models.session().hosts().host().get()).hasValue(HOST);

        models.session().hosts().trust();

        assertThat(models.session().account().get()).map(AccountUrl::host).hasValue(HOST);
        assertThat(models.session().container().get()).hasValue("c1c");
        assertThat(models.explorer().prefix().get()).isEqualTo("folder/");
    }

    @Test
    void whateverElseLeadsToItWaitsForTheAnswer() {
        Models models = window(Settings.STANDARD, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT));
        models.session().start();
        List<String> said = new ArrayList<>();
        AccountUrl strange = AccountUrl.parse(STRANGE);
        models.session().engine(strange, engine -> said.add("engine"), p -> said.add(p.code()));
        models.session().ask(strange, store -> "asked", said::add, problem -> said.add(problem.code()));
        models.session()
                .engine(
                        AccountUrl.parse("https://other.example"),
                        engine -> said.add("other"),
                        problem -> said.add("other " + problem.code()));
        assertThat(said).isEmpty();

        models.session().hosts().trust();
        assertThat(said).containsExactly("engine", "asked");
        assertThat(models.session().hosts().host().get()).hasValue("other.example");

        models.session().hosts().decline();
        assertThat(said).containsExactly("engine", "asked", "other untrusted-host");
    }

    @Test
    void trustThatIsTakenBackInTheSettingsCountsAtOnce() {
        Models models = window(Settings.STANDARD.withTrustedHost(HOST), Map.of());
        assertThat(azure.hosts().trusts(HOST)).isTrue();

        models.settings().change(old -> old.withTrustedHosts(List.of()));

        assertThat(azure.hosts().trusts(HOST)).isFalse();
    }

    @Test
    void theCloudFollowsFromTheAccount() {
        Models models = window(Settings.STANDARD, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT));
        SessionModel session = models.session();
        session.start();
        session.accountText().set("gov1.blob.core.usgovcloudapi.net");
        session.accept();
        session.accountText().set("gov2.blob.core.usgovcloudapi.net");
        session.accept();
        session.accountText().set("cn1.dfs.core.chinacloudapi.cn");
        session.accept();

        assertThat(azure.clouds()).containsExactly(Cloud.PUBLIC, Cloud.US_GOVERNMENT, Cloud.CHINA);
        assertThat(Optional.of(session.signIn().get())).containsInstanceOf(SignIn.Done.class);
    }
}
