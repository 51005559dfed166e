package dev.blobdrop.gui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Timeout(60)
class SessionModelTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final Problem NOBODY =
            Problem.of(Problem.Kind.NO_IDENTITY, "no-identity", "Nobody is signed in", "None.")
                    .withRemedy("az login   # then run again", "blobdrop whoami   # more");

    private final FakeConnector azure = new FakeConnector();
    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);

    @Test
    void fieldsArePrefilledFromTheEnvironment() {
        SessionModel session =
                session(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT, "BLOBDROP_CONTAINER", "logs"));
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
        assertThat(notice.detail()).contains("press Try again");
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
    void commandsAreRefusedOutsideTheWindowsThread() {
        UiThreads elsewhere = new UiThreads(Runnable::run, Runnable::run, () -> false);
        SessionModel session = new SessionModel(elsewhere, azure, Environment.EMPTY);
        assertThatThrownBy(session::start).isInstanceOf(IllegalStateException.class);
    }

    private SessionModel session(Map<String, String> environment) {
        return new SessionModel(inline, azure, new Environment(environment));
    }
}
