package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `upload` sends where, option by option.
@ExtendWith(FreshSandbox.class)
class UploadIT {
    /// How long a write is held, so that what goes on at a time can be told apart.
    private static final Duration HELD = Duration.ofMillis(300);

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private CommandRun upload(String... arguments) {
        return Blobdrop.run(
                azure.podEnvironment(),
                Stream.concat(Stream.of("upload"), Stream.of(arguments)).toArray(String[]::new));
    }

    private List<String> blobs() {
        return azure.blobs().list(azure.container());
    }

    private String content(String blob) {
        return new String(azure.blobs().get(azure.container(), blob), StandardCharsets.UTF_8);
    }

    private List<LoggedRequest> writes() {
        return azure.gateway().requests().stream()
                .filter(request -> request.method().equals("PUT"))
                .toList();
    }

    @Test
    void folderGivesItsNameAndAFileItsOwn() throws Exception {
        Tree tree = Tree.small(directory);
        Path single = Files.writeString(directory.resolve("single.txt"), "one");

        CommandRun run = upload(tree.path(), single.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).hasSize(5).allMatch(line -> line.startsWith("Uploaded "));
        assertThat(run.err()).contains("5 uploaded, 0 skipped, 0 failed; ");
        assertThat(blobs()).containsExactlyInAnyOrder(and(tree.blobs(), "single.txt"));
        tree.files().forEach((name, text) -> assertThat(content("tree/" + name)).isEqualTo(text));
    }

    @Test
    void dotAddsNoName() {
        Tree tree = Tree.small(directory);

        CommandRun run = Blobdrop.start(tree.folder(), azure.podEnvironment(), Blobdrop.PROGRAM, "upload", ".")
                .await();

        assertThat(run.exit()).isZero();
        assertThat(blobs()).containsExactlyInAnyOrderElementsOf(tree.files().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"in/2026", "in/2026/"})
    void toIsAFolder(String prefix) {
        Tree tree = Tree.write(directory, Map.of("a.txt", "x"));

        assertThat(upload(tree.path(), "--to", prefix).exit()).isZero();

        assertThat(blobs()).containsExactly("in/2026/tree/a.txt");
    }

    @Test
    void nameTemplate() {
        Tree tree = Tree.write(directory, Map.of("sub/a.tar.gz", "x"));

        upload(tree.path(), "--name-template", "{host}/{stem}~{ext}~{name}");
        upload(tree.path(), "--name-template", "{date}/{uuid}", "--to", "t");

        assertThat(blobs())
                .contains(azure.cluster().podName() + "/a.tar~gz~a.tar.gz")
                .anyMatch(name -> name.matches("t/\\d{4}-\\d\\d-\\d\\d/[0-9a-f-]{36}"))
                .hasSize(2);
    }

    @Test
    void includeAndExcludeAccountForWhatTheyLeaveOut() {
        Tree tree = Tree.write(directory, Map.of("a.csv", "1", "b.txt", "2", "cache/c.csv", "3", "d.csv.tmp", "4"));

        CommandRun run = upload(
                tree.path(),
                "--include",
                "*.csv",
                "--include",
                "*.tmp",
                "--exclude",
                "tree/cache/**",
                "--exclude",
                "*.tmp",
                "--output",
                "json");

        assertThat(run.exit()).isZero();
        assertThat(blobs()).containsExactly("tree/a.csv");
        assertThat(run.events("skipped"))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.get("reason").toString()).contains("excluded by a name pattern"));
        assertThat(run.summary())
                .containsEntry("found", 4)
                .containsEntry("uploaded", 1)
                .containsEntry("skipped", 3);
    }

    @Test
    void dryRunWritesNothing() {
        Tree tree = Tree.small(directory);
        azure.blobs().put(azure.container(), "tree/a.txt", new byte[1]);

        CommandRun text = upload(tree.path(), "--dry-run", "--if-exists", "keep-both");
        CommandRun json = upload(tree.path(), "--dry-run", "--if-exists", "replace", "--output", "json");

        assertThat(text.exit()).isZero();
        assertThat(text.out().lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("Would upload "))
                .anyMatch(line -> line.contains("tree/a (1).txt"));
        assertThat(text.err()).contains("4 to upload, 0 skipped, 0 failed");
        assertThat(json.events("planned")).hasSize(4);
        assertThat(json.events("planned"))
                .filteredOn("blob", "tree/a.txt")
                .singleElement()
                .satisfies(e -> assertThat(e).containsEntry("conflict", "replaces the existing blob"));
        assertThat(json.summary()).containsEntry("dryRun", true);
        assertThat(writes()).hasSize(1);
        assertThat(blobs()).containsExactly("tree/a.txt");
        assertThat(upload(tree.path(), "--dry-run").exit())
                .as("a.txt would fail")
                .isEqualTo(3);
    }

    @Test
    void ifExistsDecidesAboutWhatIsThere() {
        Tree tree = Tree.write(directory, Map.of("a.txt", "new"));
        azure.blobs().put(azure.container(), "tree/a.txt", "old".getBytes());

        CommandRun fail = upload(tree.path());
        assertThat(fail.exit()).isEqualTo(15);
        assertThat(fail.err()).contains("already exists", "--if-exists skip", "--if-exists replace");
        assertThat(content("tree/a.txt")).isEqualTo("old");

        CommandRun skip = upload(tree.path(), "--if-exists", "skip");
        assertThat(skip.exit()).isZero();
        assertThat(skip.err()).contains("already exists as tree/a.txt");
        assertThat(content("tree/a.txt")).isEqualTo("old");

        CommandRun both = upload(tree.path(), "--if-exists", "keep-both");
        assertThat(both.exit()).isZero();
        assertThat(both.out()).contains("tree/a (1).txt");
        assertThat(content("tree/a.txt")).isEqualTo("old");
        assertThat(content("tree/a (1).txt")).isEqualTo("new");

        assertThat(upload(tree.path(), "--if-exists", "replace").exit()).isZero();
        assertThat(content("tree/a.txt")).isEqualTo("new");
    }

    @Test
    void verifyReadsEachBlobBack() {
        Tree tree = Tree.write(directory, Map.of("a.txt", "x", "b.txt", "y"));

        assertThat(upload(tree.path(), "--verify").exit()).isZero();

        assertThat(azure.gateway().requests())
                .filteredOn(request -> request.method().equals("GET"))
                .extracting(LoggedRequest::path)
                .anyMatch(path -> path.endsWith("/tree%2Fa.txt"))
                .anyMatch(path -> path.endsWith("/tree%2Fb.txt"));
    }

    @Test
    void bandwidthSlowsDown() {
        Tree tree = Tree.write(directory, Map.of("a", "x".repeat(20_000), "b", "x".repeat(20_000)));

        CommandRun run = upload(tree.path(), "--bandwidth", "40K", "--output", "json");

        assertThat(run.exit()).isZero();
        assertThat((int) run.summary().get("millis")).isGreaterThan(900);
    }

    @Test
    void concurrencyLimitsTheFilesInFlight() throws Exception {
        Tree tree = Tree.write(directory, Map.of("a", "1", "b", "2", "c", "3", "d", "4"));
        azure.gateway().on(RequestMatcher.method("PUT")).delay(HELD);

        upload(tree.path(), "--concurrency", "1");
        Duration oneAtATime = spread();
        azure.reset();
        Gate gate = azure.gateway().on(RequestMatcher.method("PUT")).hold();
        var four = Blobdrop.begin(azure.podEnvironment(), "upload", tree.path(), "--concurrency", "4");
        gate.awaitArrived(4);
        gate.open();

        assertThat(four.await().exit()).isZero();
        assertThat(oneAtATime).isGreaterThan(HELD.multipliedBy(3).minusMillis(100));
    }

    /// From the first answer to a write to the last.
    private Duration spread() {
        List<Instant> times =
                writes().stream().map(LoggedRequest::time).sorted().toList();
        assertThat(times).hasSize(4);
        return Duration.between(times.getFirst(), times.getLast());
    }

    @Test
    void allShardsTogetherAreTheTree() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            names.add("f" + i);
        }
        Tree tree = Tree.write(directory, names.stream().collect(java.util.stream.Collectors.toMap(n -> n, n -> n)));

        int sum = 0;
        for (String shard : List.of("0/3", "1/3", "2/3")) {
            CommandRun run = upload(tree.path(), "--shard", shard, "--output", "json");
            assertThat(run.exit()).as("no file belongs to two shards").isZero();
            assertThat(run.events("uploaded")).isNotEmpty();
            sum += (int) run.summary().get("uploaded");
        }

        assertThat(sum).isEqualTo(30);
        assertThat(blobs()).containsExactlyInAnyOrder(tree.blobs());
    }

    @Test
    void podsOfAnIndexedJobShareATreeByTheirIndex() {
        Tree tree = Tree.small(directory);
        int sum = 0;
        for (String index : List.of("0", "1")) {
            CommandRun run = Blobdrop.run(
                    Variables.with(azure.podEnvironment(), "JOB_COMPLETION_INDEX", index),
                    "upload",
                    tree.path(),
                    "--shard",
                    "/2",
                    "--output",
                    "json");
            assertThat(run.exit()).isZero();
            sum += (int) run.summary().get("uploaded");
        }
        assertThat(sum).isEqualTo(4);
        assertThat(blobs()).containsExactlyInAnyOrder(tree.blobs());
    }

    @Test
    void secondRunSendsOnlyWhatDiffers() throws Exception {
        Tree tree = Tree.write(directory, Map.of("a.txt", "one", "b.txt", "two"));
        assertThat(upload(tree.path()).exit()).isZero();
        Files.writeString(tree.folder().resolve("b.txt"), "new");

        CommandRun run = upload(tree.path(), "--if-exists", "if-different", "--integrity", "crc64", "--output", "json");

        assertThat(run.exit()).isZero();
        assertThat(run.events("uploaded"))
                .singleElement()
                .satisfies(event -> assertThat(event).doesNotContainKey("md5"));
        assertThat(run.events("skipped")).hasSize(1);
        assertThat(content("tree/b.txt")).isEqualTo("new");
    }

    @Test
    void fileWhoseNameBeginsWithAnAtSignIsAFile() throws Exception {
        Files.writeString(directory.resolve("@list"), "--help");

        CommandRun run = Blobdrop.start(directory, azure.podEnvironment(), Blobdrop.PROGRAM, "upload", "@list")
                .await();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(content("@list")).isEqualTo("--help");
    }

    @Test
    void bandwidthInAFileIsChangedWhileTheUploadRuns() throws Exception {
        Tree tree = Tree.write(directory, Map.of("a", "x".repeat(300_000)));
        Path rate = Files.writeString(directory.resolve("rate"), "1K\n");
        var running = Blobdrop.start(
                directory,
                azure.podEnvironment(),
                Blobdrop.PROGRAM,
                "upload",
                tree.path(),
                "--bandwidth",
                "@" + rate,
                "--verbose");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !azure.identityProvider().exchanges().isEmpty());
        Thread.sleep(1500);
        assertThat(running.isAlive()).as("300 kB at 1 kB/s take five minutes").isTrue();
        Files.writeString(rate, "off\n");
        CommandRun run = running.await();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("Up to 128 concurrent requests", " of buffers (");
        assertThat(blobs()).containsExactly("tree/a");
    }

    @Test
    void summaryFileIsTheLastLine() throws Exception {
        Tree tree = Tree.small(directory);
        Path file = directory.resolve("summary.json");

        CommandRun json = upload(tree.path(), "--summary-file", file.toString(), "--output", "json");
        assertThat(Files.readString(file).strip())
                .isEqualTo(json.out().strip().lines().toList().getLast());

        CommandRun failed = upload(tree.path(), "--summary-file", file.toString());
        assertThat(failed.exit()).isEqualTo(15);
        assertThat(CommandRun.object(Files.readString(file)))
                .containsEntry("failed", 4)
                .containsEntry("exitCode", 15);
    }

    @Test
    void unwritableSummaryFileIsReportedBeforeAnythingIsSent() {
        Tree tree = Tree.small(directory);

        CommandRun run = upload(
                tree.path(), "--summary-file", directory.resolve("no/such/f").toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no/such/f", "Cannot write");
        assertThat(blobs()).isEmpty();
    }

    private static String[] and(String[] names, String more) {
        return Stream.concat(Stream.of(names), Stream.of(more)).toArray(String[]::new);
    }
}
