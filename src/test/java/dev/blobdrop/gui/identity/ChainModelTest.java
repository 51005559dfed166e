package dev.blobdrop.gui.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.diagnosis.Stage;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.FakeExaminer;
import dev.blobdrop.gui.session.OneWindow;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.session.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChainModelTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";

    private final FakeConnector azure = new FakeConnector();
    private final FakeExaminer examiner = new FakeExaminer();
    private final OneWindow window = new OneWindow();
    private final SessionModel session =
            new SessionModel(window.threads(), azure, new Environment(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT)));
    private final ChainModel model = new ChainModel(window.threads(), session, azure);

    @TempDir
    Path folder;

    @BeforeEach
    void signIn() {
        azure.examiner(examiner);
        window.run(session::start);
        await().until(() -> window.on(() -> session.signIn().get()) instanceof SignIn.Done);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void linkThatIsAskedNowIsKnownWhileTheChainGoesOn() {
        CountDownLatch gate = new CountDownLatch(1);
        azure.holdBack(gate);
        window.run(() -> session.signInAgain());
        azure.show(begun());
        window.run(session::refresh);
        assertThat(here().asking()).hasValue(2);
        assertThat(here().working()).isTrue();
        gate.countDown();
        await().until(() -> here().asking().isEmpty() && !here().working());
        assertThat(here().trace().orElseThrow().winner()).isPresent();
    }

    @Test
    void surveyDiagnosisAndPodCanBeGivenUpAndEndAtOnce() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        examiner.holdBack(never);
        window.run(() -> model.everyone().set(true));
        await().until(() -> here().survey() && here().trace().isPresent());
        assertThat(working()).isTrue();
        window.run(model::cancel);
        assertThat(working()).isFalse();
        await().until(() -> examiner.interrupted() >= 1);
        assertThat(window.on(() -> model.everyone().get())).isFalse();
        assertThat(here().trace().orElseThrow().winner())
                .as("the sign-in is shown")
                .isPresent();

        int before = examiner.interrupted();
        window.run(model::diagnose);
        await().until(() ->
                here().doctor().filter(d -> d.findings().size() == 1).isPresent());
        assertThat(working()).isTrue();
        window.run(model::cancel);
        await().until(() -> examiner.interrupted() > before);
        assertThat(working()).isFalse();
        assertThat(here().doctor().orElseThrow().findings()).hasSize(1);

        int then = examiner.interrupted();
        Path pod = Files.writeString(
                folder.resolve("pod.env"),
                "AZURE_CLIENT_ID=22222222-2222-4222-8222-222222222222\n"
                        + "AZURE_TENANT_ID=11111111-1111-4111-8111-111111111111\n");
        window.run(() -> model.pod().open(List.of(pod)));
        await().until(() -> window.on(() -> model.pod().column().get())
                .flatMap(ChainColumn::trace)
                .isPresent());
        window.run(model::cancel);
        await().until(() -> examiner.interrupted() > then);
        ChainColumn left = window.on(() -> model.pod().column().get()).orElseThrow();
        assertThat(left.working()).isFalse();
        assertThat(left.problem().orElseThrow().title()).isEqualTo("Cancelled");
        never.countDown();
    }

    private boolean working() {
        return window.on(() -> model.working().get());
    }

    @Test
    void rightsAreLookedUpOnlyWhileSomebodyLooks() {
        assertThat(here().access()).isEmpty();
        window.run(() -> model.shown().set(true));
        await().until(() -> here().access().size() == 3);
        assertThat(here().access())
                .extracting(Access::verdict)
                .containsExactly(Access.Verdict.ALLOWED, Access.Verdict.ALLOWED, Access.Verdict.NOT_CHECKED);
        assertThat(ChainText.says(here().access().getLast())).isEqualTo("The first upload will tell.");
    }

    @Test
    void nothingIsWrittenBeforeTheClickAndNothingStaysAfterIt() {
        window.run(() -> model.shown().set(true));
        await().until(() -> here().access().size() == 3);
        window.run(model::tryToWrite);
        await().until(() ->
                here().access().size() == 3 && here().access().getLast().verdict() == Access.Verdict.ALLOWED);
        assertThat(azure.store(ACCOUNT).content()).isEmpty();
    }

    @Test
    void refusalKeepsItsFix() {
        azure.store(ACCOUNT)
                .refuse(Problem.of(
                                Problem.Kind.DENIED_BY_ROLE,
                                "AuthorizationPermissionMismatch",
                                "Not allowed",
                                "No role.")
                        .withRemedy("az role assignment create"));
        window.run(() -> model.shown().set(true));
        window.run(model::tryToWrite);
        await().until(() ->
                here().access().size() == 3 && here().access().getLast().verdict() == Access.Verdict.DENIED_BY_ROLE);
        assertThat(here().access().getLast().problem().orElseThrow().remedy())
                .containsExactly("az role assignment create");
    }

    @Test
    void surveyShowsEachAnswerAndEndsWithTheSwitch() {
        CountDownLatch gate = new CountDownLatch(1);
        examiner.holdBack(gate);
        window.run(() -> model.everyone().set(true));
        await().until(() -> here().trace().map(t -> t.links().size()).equals(Optional.of(1)));
        assertThat(here().survey()).isTrue();
        gate.countDown();
        await().until(() -> here().trace().equals(Optional.of(FakeExaminer.LAPTOP)));
        window.run(() -> model.everyone().set(false));
        assertThat(here().survey()).isFalse();
        assertThat(here().trace()).isEqualTo(window.on(() -> session.trace().get()));
    }

    @Test
    void newSignInEndsTheSurvey() {
        window.run(() -> model.everyone().set(true));
        window.run(session::signInAgain);
        assertThat(window.on(() -> model.everyone().get())).isFalse();
    }

    @Test
    void doctorShowsStageByStage() {
        window.run(model::diagnose);
        await().until(() -> here().doctor().map(d -> d.findings().size()).equals(Optional.of(Stage.values().length)));
        assertThat(here().doctor().orElseThrow().findings().getFirst().says()).isEqualTo("passed in workloadidentity");
        await().until(() -> !here().doctor().orElseThrow().untested().isEmpty());
        assertThat(here().doctor().orElseThrow().isWell()).isFalse();

        window.run(model::diagnoseWriting);
        await().until(() -> here().doctor().orElseThrow().findings().size() == Stage.values().length);
        assertThat(here().doctor().orElseThrow().isWell()).isTrue();
    }

    @Test
    void podsLogStandsBesideThisMachine() throws IOException {
        open(write("pod.log", PodLogs.DOCTOR + PodLogs.WHOAMI));
        ChainColumn pod = awaitOther();
        assertThat(pod.title()).isEqualTo("From pod.log");
        assertThat(pod.subtitle()).startsWith("recorded ");
        assertThat(pod.trace().orElseThrow().links())
                .extracting(ChainTrace.Link::outcome)
                .contains(ChainTrace.Outcome.FAILED);
        assertThat(pod.doctor().orElseThrow().findings())
                .filteredOn(finding -> finding.status() == Finding.Status.FAILED)
                .singleElement()
                .extracting(Finding::stage)
                .isEqualTo(Stage.EXCHANGE);
        assertThat(here().trace().orElseThrow().winner()).as("the laptop stays").isPresent();
        window.run(model.pod()::close);
        assertThat(window.on(() -> model.pod().column().get())).isEmpty();
    }

    @Test
    void podsVariablesSignInAsThePodWould() throws IOException {
        open(write("pod.env", "AZURE_CLIENT_ID=22222222-2222-4222-8222-222222222222\n"));
        await().until(() -> awaitOther().problem().isPresent());
        assertThat(awaitOther().title()).isEqualTo("As the pod");
        assertThat(awaitOther().trace()).hasValue(FakeExaminer.POD);
        assertThat(examiner.pods.getFirst().replayed()).isTrue();
    }

    @Test
    void tokenBesideTheVariablesStandsForThePodsOwn() throws IOException {
        Path token = write("token", "aaa.bbb.ccc\n");
        open(token, write("pod.env", "AZURE_FEDERATED_TOKEN_FILE=/var/run/secrets/azure/tokens/t\n"));
        await().until(() -> !examiner.pods.isEmpty());
        assertThat(examiner.pods.getFirst().get("AZURE_FEDERATED_TOKEN_FILE")).hasValue(token.toString());
    }

    @Test
    void fileOfAnotherKindIsRefusedInOneSentence() throws IOException {
        open(write("notes.txt", "buy milk\n"));
        await().until(() -> window.on(() -> model.pod().trouble().get()).isPresent());
        Notice notice = window.on(() -> model.pod().trouble().get()).orElseThrow();
        assertThat(notice.title())
                .isEqualTo("notes.txt isn't a whoami or doctor log, nor a pod's environment variables");
        assertThat(notice.lines()).contains("kubectl logs POD > pod.log");
        assertThat(window.on(() -> model.pod().column().get())).isEmpty();
    }

    @Test
    void copiedTextHasIdsOnlyWhenAskedFor() {
        String id = "44444444-4444-4444-8444-444444444444";
        assertThat(ChainText.copy(here(), false))
                .contains("Azure CLI: Won, 420 ms", "alice@contoso.example", "Object ID (ID)")
                .doesNotContain(id);
        assertThat(ChainText.copy(here(), true)).contains(id);
    }

    /// The first credential has a result, the second is being tried.
    private static ChainTrace begun() {
        List<ChainTrace.Link> links = FakeExaminer.LAPTOP.links();
        return new ChainTrace(
                FakeExaminer.LAPTOP.kind(),
                List.of(
                        links.getFirst(),
                        new ChainTrace.Link(
                                2,
                                "AzureCliCredential",
                                "Azure CLI",
                                ChainTrace.Outcome.NOT_TRIED,
                                ChainTrace.Effect.NOT_REACHED,
                                Optional.empty(),
                                "",
                                List.of())),
                Optional.empty(),
                List.of());
    }

    private ChainColumn here() {
        return window.on(() -> model.here().get());
    }

    private ChainColumn awaitOther() {
        await().until(() -> window.on(() -> model.pod().column().get()).isPresent());
        return window.on(() -> model.pod().column().get()).orElseThrow();
    }

    private void open(Path... files) {
        window.run(() -> model.pod().open(List.of(files)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
