package dev.blobdrop.gui.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.SessionModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ContainersModelTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";

    private final FakeConnector azure = new FakeConnector();
    private final InMemoryBlobStore store = azure.store(ACCOUNT);
    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);
    private final SessionModel session =
            new SessionModel(inline, azure, new Environment(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT)));
    private final ContainersModel containers = new ContainersModel(inline, session, azure);

    @Test
    void hundredRowsComeFirst() {
        for (int i = 0; i < 250; i++) {
            store.containers().add("logs-%03d".formatted(i));
        }
        session.start();
        assertThat(containers.names()).hasSize(100);
        containers.loadMore();
        containers.loadMore();
        assertThat(containers.names()).hasSize(251);
        assertThat(containers.more().get()).isFalse();
    }

    @Test
    void filterIsThePrefixThatTheServiceLooksFor() {
        store.containers().add("images");
        session.start();
        containers.filter("im");
        assertThat(containers.names()).containsExactly("images");
    }

    @Test
    void containerThatIsNotListedIsOpenedByItsName() {
        store.refuseContainers(Problem.of(Problem.Kind.DENIED_BY_ROLE, "x", "Not allowed", "No role."));
        session.start();
        containers.open("secret-one");
        assertThat(session.container().get()).hasValue("secret-one");
    }

    @Test
    void createdContainerIsListedAndOpen() {
        session.start();
        containers.create("fresh", () -> {}, problem -> {});
        assertThat(containers.names()).contains("fresh");
        assertThat(session.container().get()).hasValue("fresh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Upper", "a--b", "-a1", "under_score", "a.b"})
    void nameThatTheServiceWouldRefuseIsExplained(String name) {
        assertThat(ContainersModel.trouble(name)).isPresent();
        assertThat(ContainersModel.trouble("workloadidentity")).isEmpty();
    }
}
