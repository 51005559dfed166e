package dev.blobdrop.core.transfer.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.checksum.Md5;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose blob it is when the answer to the write that shows it was lost.
class CommitTest {
    private static final BlobPath TARGET = new BlobPath("data", "same");
    private static final byte[] CONTENT = "the same in both windows".getBytes(StandardCharsets.UTF_8);

    private final InMemoryBlobStore store = new InMemoryBlobStore();

    private Commit commit(Condition condition) {
        BlobHeaders headers = new BlobHeaders("text/plain", Md5.of(CONTENT, CONTENT.length));
        return Commit.whole(
                store,
                TARGET,
                () -> store.put(TARGET, ByteBuffer.wrap(CONTENT), headers, condition),
                CONTENT.length,
                headers::md5,
                condition);
    }

    private void loseTheRequest(String code) {
        store.before(request -> {
            if (request.verb().equals("put")) {
                throw lost(code);
            }
        });
    }

    private void loseTheAnswer() {
        store.after(request -> {
            if (request.verb().equals("put")) {
                throw lost("connection-lost");
            }
        });
    }

    private static ProblemException lost(String code) {
        return Problem.of(Problem.Kind.TRANSIENT, code, "It broke", "On the way.")
                .asException();
    }

    private void welcome() {
        store.before(request -> {});
        store.after(request -> {});
    }

    private static void assertTaken(Commit commit) {
        assertThatThrownBy(() -> commit.send())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("BlobAlreadyExists"));
    }

    private String etag() {
        return store.find(TARGET).orElseThrow().etag();
    }

    @Test
    void sameContentFromSomebodyElseIsAConflictWhenNothingWasLost() {
        store.place("same", CONTENT);
        assertTaken(commit(new Condition.Absent()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection-refused", "tls-handshake", "unknown-host", "ServerBusy"})
    void sameContentFromSomebodyElseIsAConflictWhenOursCannotHaveArrived(String code) {
        Commit commit = commit(new Condition.Absent());
        loseTheRequest(code);
        assertThatThrownBy(() -> commit.send()).isInstanceOf(ProblemException.class);
        welcome();
        store.place("same", CONTENT);
        assertTaken(commit);
    }

    @Test
    void ownBlobIsKnownAgainAfterItsAnswerWasLost() {
        Commit commit = commit(new Condition.Absent());
        loseTheAnswer();
        assertThatThrownBy(() -> commit.send()).isInstanceOf(ProblemException.class);
        welcome();
        assertThat(commit.send()).isEqualTo(etag());
    }

    /// Nobody can tell the two apart: the bytes are those that were to be there.
    @Test
    void sameContentFromSomebodyElseCountsAsOursOnlyAfterALostAnswer() {
        Commit commit = commit(new Condition.Absent());
        loseTheRequest("connection-lost");
        assertThatThrownBy(() -> commit.send()).isInstanceOf(ProblemException.class);
        welcome();
        store.place("same", CONTENT);
        assertThat(commit.send()).isEqualTo(etag());
    }

    @Test
    void blobThatIsOlderThanTheWriteIsNotOursEvenAfterALostAnswer() {
        store.place("same", CONTENT, Instant.now().minus(Duration.ofHours(1)));
        Commit commit = commit(new Condition.Absent());
        loseTheRequest("connection-lost");
        assertThatThrownBy(() -> commit.send()).isInstanceOf(ProblemException.class);
        welcome();
        assertTaken(commit);
    }

    @Test
    void blobThatWasSeenBeforeIsNotOursAndIsReplaced() {
        store.place("same", CONTENT);
        String seen = etag();
        Commit commit = commit(new Condition.Unchanged(seen));
        loseTheRequest("connection-lost");
        assertThatThrownBy(() -> commit.send()).isInstanceOf(ProblemException.class);
        welcome();
        assertThat(commit.send()).isNotEqualTo(seen).isEqualTo(etag());
    }
}
