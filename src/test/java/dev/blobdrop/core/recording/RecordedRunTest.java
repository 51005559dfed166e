package dev.blobdrop.core.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.diagnosis.Stage;
import dev.blobdrop.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A pod's log holds a diagnosis, a chain, or both.
class RecordedRunTest {
    private static final String STAGES = """
        2026-01-31T12:00:00Z starting
        {"event":"stage","stage":"place","title":"x","status":"ok","says":"A pod","evidence":["ns uploads"]}
        2026-01-31T12:00:01Z {"event":"stage","stage":"exchange","title":"x","status":"failed","says":"No federated credential","evidence":["status 401"]}
        {"event":"stage","stage":"list","title":"x","status":"skipped","says":"because of: Sign-in","evidence":[]}
        """;
    private static final String SUMMARY = """
        {"event":"summary","command":"doctor","exitCode":11,"schema":1,"cause":{"row":"D2","problem":{"code":"AADSTS700213","kind":"identity-refused","title":"No federated credential","detail":"It names another.","remedy":["az identity federated-credential create"]},"evidence":["status 401"],"verify":"blobdrop whoami","link":"https://example.org"},"proven":["the token is mounted"]}
        """;
    private static final String WHOAMI = """
        {"event":"summary","command":"whoami","schema":1,"recorded":"2026-01-31T12:00:00Z","asked":"default","survey":false,"links":[],"access":[],"exitCode":10}
        """;

    private static Diagnosis diagnosis(String text) {
        return RecordedRun.read("pod.log", text).doctor().orElseThrow();
    }

    @Test
    void stagesAndCauseOfAPodsDoctor() {
        Diagnosis read = diagnosis(STAGES + SUMMARY);
        assertThat(read.findings())
                .extracting(Finding::stage, Finding::status)
                .containsExactly(
                        tuple(Stage.PLACE, Finding.Status.OK),
                        tuple(Stage.EXCHANGE, Finding.Status.FAILED),
                        tuple(Stage.LIST, Finding.Status.SKIPPED));
        assertThat(read.findings().getFirst().evidence()).containsExactly("ns uploads");
        assertThat(read.cause().orElseThrow().problem().remedy())
                .containsExactly("az identity federated-credential create");
        assertThat(read.cause().orElseThrow().row()).hasValue("D2");
        assertThat(read.proven()).containsExactly("the token is mounted");
    }

    @Test
    void whatWasNotTestedIsReadAgain() {
        String written = """
            {"event":"stage","stage":"place","title":"x","status":"ok","says":"A pod","evidence":[]}
            {"event":"stage","stage":"list","title":"x","status":"ok","says":"It is empty","evidence":[]}
            {"event":"stage","stage":"write","title":"x","status":"skipped","says":"not tested","evidence":[],"skip":"needs-consent"}
            """;
        for (String text : List.of(written, written.replace(",\"skip\":\"needs-consent\"", ""))) {
            assertThat(diagnosis(text).isWell()).as(text).isFalse();
            assertThat(diagnosis(text).untested())
                    .extracting(Finding::stage, Finding::skip)
                    .containsExactly(tuple(Stage.WRITE, Optional.of(Finding.Skip.NEEDS_CONSENT)));
        }
        assertThat(diagnosis(STAGES + SUMMARY).untested()).isEmpty();
        assertThat(diagnosis(STAGES + SUMMARY).isWell()).isFalse();
    }

    @Test
    void runThatIsNotOverCountsAsFarAsItHasCome() {
        assertThat(diagnosis(STAGES).findings()).hasSize(3);
        assertThat(diagnosis(STAGES).cause()).isEmpty();
    }

    @Test
    void theLastLookOfAWaitingDoctorCounts() {
        Diagnosis read = diagnosis(STAGES + SUMMARY + STAGES.replace("ns uploads", "ns other"));
        assertThat(read.findings()).hasSize(3);
        assertThat(read.findings().getFirst().evidence()).containsExactly("ns other");
        assertThat(read.cause()).isEmpty();
    }

    @Test
    void bothInOneLog() {
        RecordedRun run = RecordedRun.read("pod.log", WHOAMI + STAGES + SUMMARY);
        assertThat(run.whoami()).isPresent();
        assertThat(run.doctor()).isPresent();
        assertThat(RecordedRun.read("pod.log", WHOAMI).doctor()).isEmpty();
        assertThat(RecordedRun.read("pod.log", SUMMARY + STAGES).whoami()).isEmpty();
    }

    @Test
    void nonRecordingIsRefusedInOneSentence() {
        assertThatThrownBy(() -> RecordedRun.read("notes.txt", "hello\n{}\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("No recording of whoami or doctor in notes.txt");
        assertThatThrownBy(() -> diagnosis(STAGES.replace("\"place\"", "\"moon\"")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> diagnosis(STAGES + SUMMARY.replace("\"schema\":1", "\"schema\":2")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("newer version of Blobdrop");
    }
}
