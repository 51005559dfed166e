package dev.blobdrop.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.ScriptedRequests.Request;
import org.junit.jupiter.api.Test;

/// The write probe harms nothing and reports what it leaves behind.
class ContainerProbeTest {
    private static final byte[] FOREIGN = {1};

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final ContainerProbe probe = new ContainerProbe(store, "data");

    private void on(String verb, java.util.function.Consumer<Request> action) {
        store.before(request -> {
            if (request.verb().equals(verb)) {
                action.accept(request);
            }
        });
    }

    private Problem refused() {
        return catchThrowableOfType(ProblemException.class, probe::write).problem();
    }

    @Test
    void writesAndRemoves() {
        ContainerProbe.Written written = probe.write();

        assertThat(written.kept()).isEmpty();
        assertThat(store.names()).isEmpty();
        assertThat(store.count("put")).isEqualTo(1);
        assertThat(probe.write().blob()).isNotEqualTo(written.blob());
    }

    @Test
    void overwritesNothing() {
        on("put", request -> store.place(request.path().name(), FOREIGN));

        assertThat(refused().code()).isEqualTo("BlobAlreadyExists");
        assertThat(store.names()).hasSize(1).allMatch(name -> store.content(name) == FOREIGN);
    }

    @Test
    void removesNothingThatChangedMeanwhile() {
        on("delete", request -> store.place(request.path().name(), FOREIGN));

        assertThat(probe.write().says()).contains("could not be deleted");
        assertThat(store.names()).hasSize(1);
    }

    @Test
    void namesWhatALostAnswerMayHaveLeft() {
        store.after(request -> {
            throw InMemoryBlobStore.refusal("ServerBusy");
        });

        Problem problem = refused();

        assertThat(problem.code()).isEqualTo("ServerBusy");
        assertThat(problem.detail()).contains(store.names().iterator().next());
    }

    @Test
    void removesWhatALostAnswerHasLeft() {
        store.after(request -> {
            if (request.verb().equals("put")) {
                throw InMemoryBlobStore.refusal("ServerBusy");
            }
        });

        assertThat(refused().code()).isEqualTo("ServerBusy");
        assertThat(store.names()).isEmpty();
    }
}
