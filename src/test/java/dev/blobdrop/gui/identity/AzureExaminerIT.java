package dev.blobdrop.gui.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.diagnosis.Stage;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.gui.session.AzureConnector;
import dev.blobdrop.gui.session.Examiner;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The checks of the chain pane, against the sandbox.
@Timeout(120)
class AzureExaminerIT {
    private final Sandbox azure = SharedSandbox.get();
    private final LiveChain nobody = new LiveChain((trace, asking) -> {});

    @BeforeEach
    void reset() {
        azure.reset();
    }

    private static Examiner examiner(Map<String, String> variables) {
        return new AzureConnector(new Environment(variables)).examiner();
    }

    @Test
    void laptopSignsInAsThePodWould() {
        List<Integer> asked = new ArrayList<>();
        LiveChain live = new LiveChain((trace, asking) -> asking.ifPresent(asked::add));
        Examiner.Tried tried =
                examiner(azure.laptopEnvironment()).asPod(Environment.ofPod(azure.podEnvironment()), live);
        assertThat(tried.problem()).isEmpty();
        assertThat(tried.trace().winner().map(ChainTrace.Link::title)).hasValue("Workload identity");
        assertThat(asked).startsWith(1, 2);
        assertThat(tried.trace().winner().orElseThrow().calls())
                .extracting(ChainTrace.HttpCall::status)
                .contains(Optional.of(200));
    }

    @Test
    void podThatIsRefusedKeepsItsCourseAndItsProblem() {
        azure.identityProvider().reset();
        Examiner.Tried tried =
                examiner(azure.laptopEnvironment()).asPod(Environment.ofPod(azure.podEnvironment()), nobody);
        assertThat(tried.problem()).isPresent();
        assertThat(tried.trace().links()).extracting(ChainTrace.Link::outcome).contains(ChainTrace.Outcome.FAILED);
    }

    @Test
    void surveyInThePodSaysWhoWouldWin() {
        Examiner.Tried tried = examiner(azure.podEnvironment()).survey(Optional.empty(), nobody);
        assertThat(tried.trace().winner().map(ChainTrace.Link::effect)).hasValue(ChainTrace.Effect.WOULD_WIN);
    }

    @Test
    void doctorGoesToTheBlobWithoutWriting() {
        List<Finding> told = new ArrayList<>();
        Diagnosis found = examiner(azure.podEnvironment())
                .diagnose(Optional.of(AccountUrl.parse(azure.accountUrl())), azure.container(), false, told::add);
        assertThat(found.cause()).isEmpty();
        assertThat(told).hasSize(Stage.values().length).isEqualTo(found.findings());
        assertThat(azure.gateway().requests())
                .noneMatch(request -> request.method().equals("PUT"));
    }
}
