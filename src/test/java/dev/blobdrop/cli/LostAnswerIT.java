package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A service that makes a change and then stays silent, and a signal in that silence: what the
/// process says in the end is what has become of the change.
@ExtendWith(FreshSandbox.class)
@Timeout(180)
class LostAnswerIT {
    private static final long LARGE = 9L * 1024 * 1024;

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() throws IOException {
        azure.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        Files.writeString(directory.resolve("small.txt"), "content");
        try (var out = new RandomAccessFile(directory.resolve("large.bin").toFile(), "rw")) {
            out.setLength(LARGE);
        }
    }

    /// The one request of a command that changes something.
    private static RequestMatcher change(String command) {
        return switch (command) {
            case "rm" -> RequestMatcher.method("DELETE");
            case "mkcontainer" -> RequestMatcher.method("PUT").query("restype=container");
            case "large" -> RequestMatcher.method("PUT").query("comp=blocklist");
            default -> RequestMatcher.method("PUT");
        };
    }

    private Blobdrop.Running start(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--output", "json"));
        return Blobdrop.start(directory, azure.podEnvironment(), Blobdrop.PROGRAM, words.toArray(String[]::new));
    }

    private long changes(RequestMatcher kind) {
        String method = kind.method().orElseThrow();
        return azure.gateway().requests().stream()
                .filter(request -> request.method().equals(method))
                .filter(request -> kind.query().stream().allMatch(request.query()::contains))
                .count();
    }

    private static void assertStopped(CommandRun run, int exit, String field, Object value) {
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(exit);
        Map<String, Object> summary = run.summary();
        assertThat(summary)
                .containsEntry("interrupted", true)
                .containsEntry("exitCode", exit)
                .containsEntry(field, value);
    }

    /// The connection breaks after the signal.
    @ParameterizedTest
    @CsvSource({
        "upload small.txt,upload,TERM,143,uploaded",
        "upload large.bin,large,INT,130,uploaded",
        "rm there.txt,rm,TERM,143,deleted"
    })
    void transferThatIsStoppedTellsWhatHasBecomeOfIt(String line, String kind, String signal, int exit, String field)
            throws Exception {
        azure.blobs().put(azure.container(), "there.txt", new byte[] {1});
        RequestMatcher change = change(kind);
        Gate gate = azure.gateway().on(change).times(1).applyThenHold();
        long before = changes(change);

        Blobdrop.Running running = start(line);
        gate.awaitArrived(1);
        running.signal(signal);
        gate.open();
        CommandRun run = running.await();

        assertStopped(run, exit, field, 1);
        assertThat(run.summary()).containsEntry("failed", 0);
        assertThat(changes(change) - before).isEqualTo(1);
    }

    /// The service stays silent to the end: the signal alone ends it.
    @ParameterizedTest
    @CsvSource({
        "upload small.txt,upload,TERM,143,uploaded,1",
        "mkcontainer brand-new,mkcontainer,TERM,143,created,true",
        "mkcontainer brand-new,mkcontainer,INT,130,created,true"
    })
    void silenceDoesNotLeaveItInDoubt(String line, String kind, String signal, int exit, String field, String value)
            throws Exception {
        Gate gate = azure.gateway().on(change(kind)).times(1).applyThenHold();

        Blobdrop.Running running = start(line);
        gate.awaitArrived(1);
        running.signal(signal);
        CommandRun run = running.await();
        gate.open();

        assertStopped(run, exit, field, value.equals("true") ? (Object) true : 1);
    }

    @Test
    void helloThatIsStoppedTellsItsBlob() throws Exception {
        Gate gate = azure.gateway().on(change("hello")).times(1).applyThenHold();

        Blobdrop.Running running = start("hello");
        gate.awaitArrived(1);
        running.signal("TERM");
        CommandRun run = running.await();
        gate.open();

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(143);
        String blob = run.summary().get("blob").toString();
        assertThat(azure.blobs().list(azure.container())).containsExactly(blob);
        assertThat(run.events("uploaded").getFirst()).containsEntry("blob", blob);
    }

    /// The lookup fails too: what is said is that nobody knows.
    @Test
    void whatCannotBeLookedUpIsSaidToBeInDoubt() throws Exception {
        RequestMatcher change = change("mkcontainer");
        Gate gate = azure.gateway().on(change).times(1).applyThenHold();
        azure.gateway().on(RequestMatcher.method("GET")).reset();

        Blobdrop.Running running = start("mkcontainer brand-new");
        gate.awaitArrived(1);
        running.signal("TERM");
        CommandRun run = running.await();
        gate.open();

        assertThat(run.exit()).as(run.err()).isEqualTo(143);
        assertThat(run.err()).contains("The container brand-new may or may not exist");
        assertThat(run.summary()).containsKey("problem").containsEntry("interrupted", true);
    }

    @ParameterizedTest
    @CsvSource({
        "mkcontainer brand-new,mkcontainer,created,true",
        "upload {dir}/small.txt,upload,uploaded,1",
        "upload {dir}/large.bin,large,uploaded,1",
        "rm there.txt,rm,deleted,1"
    })
    void answerThatIsLostOnTheWayIsNoFailure(String line, String kind, String field, String value) {
        azure.blobs().put(azure.container(), "there.txt", new byte[] {1});
        RequestMatcher change = change(kind);
        azure.gateway().on(change).times(1).applyThenReset();
        long before = changes(change);

        List<String> words = new ArrayList<>(
                List.of(line.replace("{dir}", directory.toString()).split(" ")));
        words.addAll(List.of("--output", "json"));
        CommandRun run = Blobdrop.run(azure.podEnvironment(), words.toArray(String[]::new));

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.summary()).containsEntry(field, value.equals("true") ? (Object) true : 1);
        assertThat(changes(change) - before).isBetween(1L, 2L);
    }

    /// A blob that has existed for long is somebody else's, even if the answer was lost.
    @Test
    void containerThatWasThereIsNotClaimed() {
        CommandRun run = Blobdrop.run(azure.podEnvironment(), "mkcontainer", azure.container(), "--output", "json");
        assertThat(run.exit()).isZero();
        assertThat(run.summary()).containsEntry("created", false);
    }
}
