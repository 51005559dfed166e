package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Files that cannot be uploaded are reported, and the exit code says what kind of failure it was.
@ExtendWith(FreshSandbox.class)
class UploadFailureIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private CommandRun upload(Object... arguments) {
        return Blobdrop.run(
                azure.podEnvironment(),
                Stream.concat(Stream.of("upload"), Stream.of(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }

    private Path good() throws Exception {
        return Files.writeString(directory.resolve("good.txt"), "content");
    }

    @Test
    void missingFile() throws Exception {
        CommandRun run = upload(directory.resolve("none.txt"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("Cannot read " + directory + "/none.txt", "No such file.")
                .contains("0 uploaded, 0 skipped, 1 failed");
    }

    /// Problems of this machine come before sign-in problems.
    @Test
    void missingFileNeedsNoSignIn() throws Exception {
        CommandRun run = Blobdrop.run(
                azure.laptopEnvironment(),
                "upload",
                directory.resolve("none.txt").toString(),
                "--credential",
                "workload-identity");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("No such file.");
        assertThat(azure.gateway().requests()).isEmpty();
    }

    @Test
    void missingFileBesideAGoodOne() throws Exception {
        CommandRun run = upload(directory.resolve("none.txt"), good(), "--output", "json");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.events("uploaded")).hasSize(1);
        assertThat(run.events("failed")).hasSize(1);
        assertThat(azure.blobs().list(azure.container())).containsExactly("good.txt");
    }

    @Test
    void whatIsThereAlreadyIsDoneBesideWhatFailed() throws Exception {
        Path good = good();
        assertThat(upload(good).exit()).isZero();

        CommandRun again = upload(directory.resolve("none.txt"), good, "--if-exists", "skip");

        assertThat(again.exit()).isEqualTo(3);
        assertThat(again.err()).contains("0 uploaded, 1 skipped, 1 failed");
    }

    @Test
    void fileThatIsNamedLikeAnOptionIsGivenByItsPath() throws Exception {
        Files.writeString(directory.resolve("-x.txt"), "content");

        CommandRun run = Blobdrop.start(directory, azure.podEnvironment(), Blobdrop.PROGRAM, "upload", "-x.txt")
                .await();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Did you mean: ./-x.txt");
    }

    /// A link to itself cannot be read by anybody, root included.
    @Test
    void unreadableFile() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("self"), Path.of("self"));

        CommandRun run = upload(link);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("Cannot read " + link + " (unreadable)")
                .contains("  Reading failed: Too many levels of symbolic links");
    }

    @Test
    void pathThroughAFile() throws Exception {
        CommandRun run = upload(good().resolve("below"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Cannot read " + directory + "/good.txt/below");
    }

    @Test
    void folderThatContainsItselfIsSkippedWithTheReason() throws Exception {
        Tree tree = Tree.write(directory, Map.of("sub/a.txt", "x"));
        Files.createSymbolicLink(tree.folder().resolve("sub/loop"), tree.folder());

        CommandRun run = upload(tree.path());

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("Skipped  " + tree.path() + "/sub/loop: a symbolic link");
        assertThat(azure.blobs().list(azure.container())).containsExactly("tree/sub/a.txt");
    }

    /// A device never ends and a pipe can be read once only; neither is opened.
    @Test
    void deviceNamedAloneIsNoSuccess() throws Exception {
        CommandRun run = Blobdrop.run(azure.podEnvironment(), "upload", "/dev/zero");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("Skipped  /dev/zero: not a regular file")
                .contains("None of the given files can be read.");
    }

    @Test
    void emptyFolderSaysThatThereWasNothing() throws Exception {
        CommandRun run = upload(Files.createDirectory(directory.resolve("empty")));

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("0 uploaded", "Nothing to upload.");
    }

    @Test
    void nameWithABackslash() throws Exception {
        CommandRun run = upload(Files.writeString(directory.resolve("a\\b.txt"), "x"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'a\\b.txt' cannot be a blob name", "--name-template");
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    @Test
    void nameWithAControlCharacterIsShownEscaped() throws Exception {
        CommandRun run = upload(Files.writeString(directory.resolve("a\u001b[31mb.txt"), "x"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("a\\u001B[31mb.txt", "U+001B").doesNotContain("\u001b");
    }

    @Test
    void twoFilesOfOneName() throws Exception {
        Path first = Files.createDirectory(directory.resolve("1"));
        Path second = Files.createDirectory(directory.resolve("2"));
        Files.writeString(first.resolve("same.txt"), "1");
        Files.writeString(second.resolve("same.txt"), "2");

        CommandRun run = upload(first.resolve("same.txt"), second.resolve("same.txt"));

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("Another file in this run has the same blob name: same.txt", "--to");
    }

    @Test
    void severalKindsOfFailure() throws Exception {
        azure.blobs().put(azure.container(), "good.txt", new byte[1]);

        CommandRun run = upload(good(), directory.resolve("none.txt"), "--output", "json");

        assertThat(run.exit()).as("15 and 2 in one run").isEqualTo(3);
        assertThat(run.summary()).containsEntry("failed", 2).containsEntry("uploaded", 0);
    }

    @Test
    void oneCauseStopsTheRunAndNothingIsLost() {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            files.put("f" + i, "x");
        }
        Tree tree = Tree.write(directory, files);
        azure.roles().revoke(Identities.POD.objectId());

        CommandRun run = upload(tree.path(), "--concurrency", "2", "--output", "json");

        assertThat(run.exit()).isEqualTo(12);
        Map<String, Object> summary = run.summary();
        assertThat((int) summary.get("failed")).isBetween(1, 99);
        assertThat(sum(summary, "uploaded", "skipped", "failed", "left")).isEqualTo(summary.get("found"));
        assertThat(summary.get("stoppedBy").toString()).contains("AuthorizationPermissionMismatch");
        assertThat(run.events("failed")).hasSize((int) summary.get("failed"));
        assertThat(run.err()).containsOnlyOnce("How to fix it:");
    }

    private static int sum(Map<String, Object> summary, String... names) {
        return Stream.of(names).mapToInt(name -> (int) summary.get(name)).sum();
    }

    /// The fields are a contract: scripts read them.
    @Test
    void fieldsOfEachEvent() throws Exception {
        Tree tree = Tree.write(directory, Map.of("a.txt", "x", "there.txt", "y", "z.tmp", "z"));
        azure.blobs().put(azure.container(), "tree/there.txt", new byte[1]);

        CommandRun run = upload(tree.path(), "--exclude", "*.tmp", "--output", "json");
        CommandRun dry = upload(good(), "--dry-run", "--output", "json");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.events("uploaded").getFirst())
                .containsOnlyKeys("event", "source", "container", "blob", "bytes", "resumedBytes", "md5", "millis");
        assertThat(run.events("skipped").getFirst()).containsOnlyKeys("event", "source", "reason");
        assertThat(run.events("failed").getFirst()).containsOnlyKeys("event", "source", "problem");
        assertThat(run.events("failed").getFirst().get("problem"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("code", "kind", "title", "detail", "remedy");
        assertThat(dry.events("planned").getFirst())
                .containsOnlyKeys("event", "source", "container", "blob", "bytes", "contentType");
        assertThat(run.summary())
                .containsOnlyKeys(
                        "event",
                        "command",
                        "account",
                        "container",
                        "identity",
                        "found",
                        "uploaded",
                        "skipped",
                        "failed",
                        "left",
                        "totalKnown",
                        "bytes",
                        "failures",
                        "firstFailure",
                        "resumableFiles",
                        "resumableBytes",
                        "millis",
                        "dryRun",
                        "exitCode");
        assertThat(run.summary().get("identity"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys(
                        "name",
                        "credential",
                        "appId",
                        "objectId",
                        "tenantId",
                        "managedIdentity",
                        "expiresOn",
                        "verified");
    }
}
