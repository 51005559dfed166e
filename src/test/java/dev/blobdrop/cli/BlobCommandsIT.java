package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `rm`, `cat` and `stat`.
@ExtendWith(FreshSandbox.class)
class BlobCommandsIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    @BeforeEach
    void blobs() {
        for (String name : List.of("a.txt", "in/b.txt", "in/deep/c.txt", "input.txt")) {
            azure.blobs().put(azure.container(), name, name.getBytes());
        }
    }

    private CommandRun run(String... arguments) {
        return Blobdrop.run(azure.podEnvironment(), arguments);
    }

    private List<String> left() {
        return azure.blobs().list(azure.container());
    }

    /// The program as a shell starts it, with its standard output led elsewhere.
    private CommandRun shell(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-c", script, Blobdrop.PROGRAM.toString()));
        words.addAll(List.of(arguments));
        return Blobdrop.start(directory, azure.podEnvironment(), Path.of("/bin/sh"), words.toArray(String[]::new))
                .await();
    }

    @Test
    void namedBlobsAreDeletedAndNoOthers() {
        CommandRun run = run("rm", "a.txt", "in/b.txt");

        Golden.check("rm", run.sorted());
        assertThat(left()).containsExactly("in/deep/c.txt", "input.txt");
    }

    @Test
    void folderIsRefusedBeforeAnythingIsDeleted() {
        CommandRun run = run("rm", "a.txt", "in/");

        Golden.check("rm-folder", run);
        assertThat(left()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ""})
    void wholeContainerIsNeverDeleted(String name) {
        assertThat(run("rm", "--recursive", name).exit()).isEqualTo(2);
        assertThat(left()).hasSize(4);
    }

    @Test
    void recursiveDeletesWhatIsBelowAndNothingThatOnlyBeginsSo() {
        CommandRun run = run("rm", "--recursive", "in", "--output", "json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.events("deleted"))
                .extracting(event -> event.get("blob"))
                .containsExactlyInAnyOrder("in/b.txt", "in/deep/c.txt");
        assertThat(run.summary()).containsEntry("deleted", 2).containsEntry("bytes", 21);
        assertThat(left()).containsExactly("a.txt", "input.txt");
    }

    @Test
    void dryRunDeletesNothing() {
        CommandRun run = run("rm", "--recursive", "--dry-run", "in/");

        Golden.check("rm-dry-run", run);
        assertThat(left()).hasSize(4);
        assertThat(azure.gateway().requests()).extracting(LoggedRequest::method).doesNotContain("DELETE");
    }

    @Test
    void missingBlobIsReportedAndTheOthersAreDeleted() {
        assertThat(run("rm", "none").exit()).isEqualTo(14);
        CommandRun run = run("rm", "none", "a.txt");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("There is no blob 'none'", "1 deleted, 1 failed");
        assertThat(left()).doesNotContain("a.txt");
    }

    @Test
    void blobThatSomebodyWritesMeanwhileIsNotDeleted() {
        azure.gateway().on(RequestMatcher.method("DELETE")).times(1).answer(412, "ConditionNotMet");

        CommandRun run = run("rm", "a.txt");

        assertThat(run.exit()).isEqualTo(15);
        assertThat(run.err()).contains("changed in the meantime");
        assertThat(left()).contains("a.txt");
    }

    @Test
    void lostAnswerToADeletionIsNoMissingBlob() {
        azure.gateway().on(RequestMatcher.method("DELETE")).times(1).applyThenReset();

        CommandRun run = run("rm", "a.txt");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("Deleted a.txt (5 B)\n");
    }

    @Test
    void missingRoleStopsAtOnceAndLeavesTheRest() {
        azure.gateway().on(RequestMatcher.method("DELETE")).answer(403, "AuthorizationPermissionMismatch");

        CommandRun run = run("rm", "--recursive", "in", "--output", "json");

        assertThat(run.exit()).isEqualTo(12);
        assertThat(run.summary()).containsEntry("deleted", 0).containsKeys("problem", "stoppedBy", "firstFailure");
        assertThat(left()).hasSize(4);
    }

    @Test
    void terminationLetsDeletionsUnderWayEndAndSaysHowManyTheyWere() {
        for (int i = 0; i < 100; i++) {
            azure.blobs().put(azure.container(), "many/" + i, new byte[1]);
        }
        azure.gateway().on(RequestMatcher.method("DELETE")).delay(Duration.ofMillis(400));
        var program = Blobdrop.start(
                directory, azure.podEnvironment(), Blobdrop.PROGRAM, "rm", "--recursive", "many", "--output", "json");
        await().until(() -> left().size() < 104 || !program.isAlive());
        program.signal("TERM");
        CommandRun run = program.await();

        assertThat(run.exit()).isEqualTo(143);
        assertThat(run.summary()).containsEntry("interrupted", true);
        assertThat(left()).hasSize(104 - (int) run.summary().get("deleted"));
        assertThat(left()).hasSizeGreaterThan(4);
    }

    @Test
    void catWritesTheBytesAndNothingElse() throws Exception {
        byte[] content = RandomBytes.of(9 * 1024 * 1024 + 3, 3);
        azure.blobs().put(azure.container(), "large", content);
        azure.gateway()
                .on(RequestMatcher.method("GET").path("/large$"))
                .times(1)
                .truncate();

        CommandRun run = shell("exec \"$0\" cat large > copy");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(directory.resolve("copy"))).isEqualTo(content);
        assertThat(run("cat", "a.txt").out()).isEqualTo("a.txt");
        assertThat(run("cat", "a.txt").err()).isEmpty();
    }

    @Test
    void catEndsWithItsReader() {
        azure.blobs().put(azure.container(), "large", new byte[40 * 1024 * 1024]);

        CommandRun run = shell("{ \"$0\" cat large; echo $? >&2; } | head -c 3 > /dev/null");

        assertThat(run.err()).isEqualTo("0\n");
        assertThat(azure.gateway().requests())
                .filteredOn(request -> request.path().endsWith("/large"))
                .hasSizeLessThan(6);
    }

    @Test
    void catReportsOutputThatCannotBeWritten() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");

        CommandRun run = shell("exec \"$0\" cat a.txt > /dev/full");

        assertThat(run.exit()).isEqualTo(20);
        assertThat(run.err()).contains("output-lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "stat"})
    void oneBlobIsMeant(String command) {
        CommandRun missing = run(command, "none");
        assertThat(missing.exit()).isEqualTo(14);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err()).contains("There is no blob 'none'");
        assertThat(run(command, "in/").exit()).isEqualTo(2);
    }

    @Test
    void statShowsWhatTheServiceKnows() {
        CommandRun run = run("stat", "in/b.txt");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "Blob                 in/b.txt",
                        "Size                 8 B",
                        "Content-Type         application/octet-stream",
                        "MD5                  " + md5(),
                        "Type                 BlockBlob")
                .anyMatch(line -> line.matches("Modified +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ"))
                .anyMatch(line -> line.matches("ETag +\"?0x\\w+\"?"));
    }

    @Test
    void statAsItsReadersSeeIt() {
        Golden.check("stat", run("stat", "in/b.txt"));
        Golden.check("stat-json", run("stat", "in/b.txt", "--output", "json"));
        Golden.check("stat-missing", run("stat", "none"));
    }

    private String md5() {
        return run("stat", "in/b.txt", "--output", "json")
                .events("properties")
                .getFirst()
                .get("md5")
                .toString();
    }

    @Test
    void statInJson() {
        CommandRun run = run("stat", "in/b.txt", "--output", "json");

        assertThat(run.events("properties").getFirst())
                .containsEntry("blob", "in/b.txt")
                .containsEntry("bytes", 8)
                .containsEntry("type", "BlockBlob")
                .containsKeys("etag", "modified", "md5", "contentType");
        assertThat(run.summary()).containsEntry("blob", "in/b.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "stat", "rm"})
    void folderIsSaidToBeOne(String command) {
        azure.blobs().put(azure.container(), "in", new byte[0], "Hdi_isfolder", "true");

        CommandRun run = run(command, "in");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'in' is a folder: use 'in/'", "--exact");
        assertThat(left()).contains("in");
        assertThat(run(command, "--exact", "in").exit()).isZero();
    }

    @Test
    void markerIsDeletedWithItsFolder() {
        azure.blobs().put(azure.container(), "in", new byte[0], "hdi_isfolder", "true");

        CommandRun dry = run("rm", "--recursive", "--dry-run", "in");
        CommandRun run = run("rm", "--recursive", "in");

        assertThat(dry.err()).contains("3 to delete");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().lines().toList()).last().asString().startsWith("Deleted ");
        assertThat(run.out().strip()).endsWith("Deleted in (0 B)");
        assertThat(left()).containsExactly("a.txt", "input.txt");
    }

    @Test
    void dataWhoseNameEndsWithASlashIsReachedByItsExactName() {
        azure.blobs().put(azure.container(), "report/", "23 bytes".getBytes());

        assertThat(run("cat", "report/").err()).contains("--exact");
        assertThat(run("cat", "--exact", "report/").out()).isEqualTo("23 bytes");
        assertThat(run("stat", "--exact", "report/").out()).contains("report/", "8 B");
        assertThat(run("rm", "report/").exit()).isEqualTo(2);
        assertThat(run("rm", "--exact", "report/").exit()).isZero();
        assertThat(left()).doesNotContain("report/");
    }

    @ParameterizedTest
    @CsvSource({
        "DirectoryIsNotEmpty, 15, The folder is not empty",
        "OperationNotSupportedOnDirectory, 2, is a folder: use"
    })
    void whatAnAccountWithRealFoldersSaysIsUnderstood(String code, int exit, String words) {
        azure.gateway().on(RequestMatcher.method("DELETE")).answer(409, code);

        CommandRun run = run("rm", "a.txt");

        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err()).contains(words, "blobdrop rm --recursive a.txt/");
    }
}
