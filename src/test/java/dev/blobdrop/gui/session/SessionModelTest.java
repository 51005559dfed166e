package dev.blobdrop.gui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.SessionModel.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionModelTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final Problem NOBODY = Problem.of(
                    Problem.Kind.NO_IDENTITY, "no-identity", "Nobody is signed in", "None.")
            .withRemedy("az login   # then run again", "blobdrop whoami   # more");

    private final FakeConnector azure = new FakeConnector();
    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);

    @Test
    void fieldsArePrefilledFromTheEnvironment() {
        SessionModel session = session(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT, "BLOBDROP_CONTAINER", "logs"));
        session.start();
        assertThat(session.account().get()).map(Object::toString).hasValue(ACCOUNT);
        assertThat(session.container().get()).hasValue("logs");
        assertThat(session.missing()).isEmpty();
    }

    @Test
    void containerIsWorkloadidentityUnlessSaidOtherwise() {
        SessionModel session = session(Map.of());
        assertThat(session.containerText().get()).isEqualTo("workloadidentity");
    }

    @Test
    void signInIsSaidInWordsAtEachStep() {
        List<Runnable> waiting = new ArrayList<>();
        UiThreads later = new UiThreads(waiting::add, Runnable::run, () -> true);
        SessionModel session = new SessionModel(later, azure, Environment.EMPTY);
        assertThat(session.signIn().get().text()).isEqualTo("Not signed in");
        session.start();
        assertThat(session.signIn().get().text()).isEqualTo("Checking…");
        waiting.removeFirst().run();
        assertThat(session.signIn().get().text()).isEqualTo("alice@contoso.example · Azure CLI");
    }

    @Test
    void refusedSignInIsShownWithItsRemedyAndCanBeTriedAgain() {
        azure.refuse(NOBODY);
        SessionModel session = session(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT));
        session.start();
        assertThat(session.signIn().get().text()).isEqualTo("Not signed in");
        Notice notice = session.notice().get().orElseThrow();
        assertThat(notice.detail()).contains("select Try again");
        assertThat(notice.lines()).containsExactly("az login");
        assertThat(session.missing()).hasValue("Waiting for sign-in");

        azure.welcome();
        session.signInAgain();
        assertThat(session.notice().get()).isEmpty();
        assertThat(session.missing()).isEmpty();
    }

    @Test
    void accountCountsOnlyAfterItWasAccepted() {
        SessionModel session = session(Map.of());
        session.start();
        session.accountText().set("contosodata");
        assertThat(session.account().get()).isEmpty();
        session.accept();
        assertThat(session.account().get()).map(Object::toString).hasValue(ACCOUNT);
    }

    @Test
    void blobAddressNamesAccountAndContainer() {
        SessionModel session = session(Map.of());
        session.accountText().set(ACCOUNT + "/reports/2026/summary.csv");
        session.accept();
        assertThat(session.accountText().get()).isEqualTo(ACCOUNT);
        assertThat(session.containerText().get()).isEqualTo("reports");
        assertThat(session.container().get()).hasValue("reports");
    }

    @Test
    void unusableAccountIsExplainedWithoutOptionsOfTheCommandLine() {
        SessionModel session = session(Map.of());
        session.accountText().set("http://contosodata.blob.core.windows.net");
        session.accept();
        Notice notice = session.notice().get().orElseThrow();
        assertThat(notice.detail()).contains("Unencrypted HTTP");
        assertThat(notice.lines()).isEmpty();
        assertThat(session.missing()).hasValue("Waiting for an account");
    }

    @Test
    void unusableContainerIsExplained() {
        SessionModel session = session(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT));
        session.containerText().set("No_Such_Name");
        session.start();
        assertThat(session.notice().get().orElseThrow().title()).contains("No_Such_Name");
        assertThat(session.missing()).hasValue("Waiting for a container");
    }

    @Test
    void whatWasReportedGoesWithTheNextSuccessOfTheSameThing() {
        SessionModel session = started();
        session.report(Subject.DOWNLOAD, NOBODY);
        session.succeeded(Subject.DELETION);
        assertThat(session.notice().get()).isPresent();
        session.succeeded(Subject.DOWNLOAD);
        assertThat(session.notice().get()).isEmpty();
    }

    @Test
    void whatWasReportedGoesWithAnotherAccountContainerOrSignIn() {
        SessionModel session = started();
        session.report(NOBODY);
        session.containerText().set("images");
        session.accept();
        assertThat(session.notice().get()).isEmpty();

        session.report(NOBODY);
        session.accountText().set("otherdata");
        session.accept();
        assertThat(session.notice().get()).isEmpty();

        session.report(NOBODY);
        session.accept();
        assertThat(session.notice().get()).as("the same place").isPresent();
        session.signInAgain();
        assertThat(session.notice().get()).isEmpty();
    }

    @Test
    void everyNoticeCanBeClosed() {
        SessionModel session = started();
        session.report(NOBODY);
        session.dismiss();
        assertThat(session.notice().get()).isEmpty();

        session.accountText().set("no account!");
        session.accept();
        assertThat(session.notice().get()).isPresent();
        session.dismiss();
        assertThat(session.notice().get()).isEmpty();

        azure.refuse(NOBODY);
        session.signInAgain();
        assertThat(session.notice().get()).isPresent();
        session.dismiss();
        assertThat(session.notice().get()).isEmpty();
    }

    @Test
    void anAccountThatIsNamedAgainOpensTheContainerThatWasOpenThere() {
        SessionModel session = started();
        open(session, "logs");
        name(session, "otherdata");
        open(session, "images");
        name(session, "contosodata");
        assertThat(session.container().get()).hasValue("logs");
        name(session, "no account!");
        assertThat(session.account().get()).isEmpty();
        name(session, "");
        name(session, "otherdata");
        assertThat(session.container().get()).hasValue("images");
        name(session, ACCOUNT + "/reports/2026/a.csv");
        assertThat(session.container().get()).as("said in the address").hasValue("reports");
    }

    @Test
    void aNameThatCannotBeUsedLeavesTheOpenContainer() {
        SessionModel session = started();
        open(session, "logs");
        open(session, "No_Such_Name");
        assertThat(session.notice().get().orElseThrow().title()).contains("No_Such_Name");
        assertThat(session.container().get()).hasValue("logs");
        name(session, "contosodata");
        assertThat(session.container().get()).hasValue("logs");
        assertThat(session.notice().get()).isEmpty();
    }

    private SessionModel started() {
        SessionModel session = session(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT));
        session.start();
        return session;
    }

    private static void open(SessionModel session, String container) {
        session.containerText().set(container);
        session.accept();
    }

    private static void name(SessionModel session, String account) {
        session.accountText().set(account);
        session.accept();
    }

    @Test
    void commandsAreRefusedOutsideTheWindowsThread() {
        UiThreads elsewhere = new UiThreads(Runnable::run, Runnable::run, () -> false);
        SessionModel session = new SessionModel(elsewhere, azure, Environment.EMPTY);
        assertThatThrownBy(session::start).isInstanceOf(IllegalStateException.class);
    }

    private SessionModel session(Map<String, String> environment) {
        return new SessionModel(inline, azure, new Environment(environment));
    }
}
