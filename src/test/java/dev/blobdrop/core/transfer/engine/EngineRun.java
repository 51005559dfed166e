package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One transfer under test and the events it has told so far.
record EngineRun(Upload transfer, List<UploadEvent> events) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// Waits for the end and makes sure that the books balance: whatever a test is about, each file
    /// that was found has ended exactly once or is counted as left.
    EngineRun await() throws InterruptedException {
        assertThat(transfer.await(LIMIT)).as("the transfer ends").isTrue();
        UploadSnapshot end = end();
        List<UploadEvent> endings = events.stream()
                .filter(e -> !(e instanceof UploadEvent.Retrying))
                .toList();
        assertThat(endings).hasSize((int) (end.uploaded() + end.skipped() + end.failed()));
        assertThat(of(UploadEvent.Skipped.class)).hasSize((int) end.skipped());
        assertThat(of(UploadEvent.Failed.class)).hasSize((int) end.failed());
        assertThat(end.active()).isEmpty();
        if (end.state() == RunState.DONE) {
            assertThat(end.left()).isZero();
            assertThat(end.scanning()).isFalse();
        }
        return this;
    }

    UploadSnapshot end() {
        return transfer.snapshot();
    }

    RunState state() {
        return end().state();
    }

    <T extends UploadEvent> List<T> of(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<UploadEvent.Uploaded> uploaded() {
        return of(UploadEvent.Uploaded.class);
    }

    /// The blobs' names, in the order of the alphabet.
    List<String> names() {
        return uploaded().stream().map(event -> event.target().name()).sorted().toList();
    }

    /// The only file that was uploaded.
    UploadEvent.Uploaded only() {
        assertThat(events).filteredOn(e -> !(e instanceof UploadEvent.Retrying)).hasSize(1);
        assertThat(uploaded()).as(events.toString()).hasSize(1);
        return uploaded().getFirst();
    }

    /// Why the only file that failed did.
    Problem problem() {
        assertThat(of(UploadEvent.Failed.class)).as(events.toString()).hasSize(1);
        return of(UploadEvent.Failed.class).getFirst().problem();
    }

    Problem problem(Path source) {
        return of(UploadEvent.Failed.class).stream()
                .filter(event -> event.source().equals(source))
                .findFirst()
                .orElseThrow()
                .problem();
    }

    List<UploadEvent.Retrying> retries() {
        return of(UploadEvent.Retrying.class);
    }
}
