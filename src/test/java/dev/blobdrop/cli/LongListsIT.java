package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.cli.output.Console;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is printed for many files, and for a few slow ones.
@ExtendWith(FreshSandbox.class)
class LongListsIT {
    private static final int MANY = 60;

    @TempDir
    Path directory;

    private final Sandbox azure = SharedSandbox.get();

    private CommandRun run(String... arguments) {
        return Blobdrop.run(azure.podEnvironment(), arguments);
    }

    private String files() {
        Map<String, String> names = IntStream.range(0, MANY)
                .mapToObj(i -> "%03d.txt".formatted(i))
                .collect(Collectors.toMap(name -> name, name -> name));
        return Tree.write(directory, names).path();
    }

    private static List<String> lines(CommandRun run, String beginning) {
        return run.err().lines().filter(line -> line.startsWith(beginning)).toList();
    }

    @Test
    void ofManySkippedFilesTheFirstAreNamedAndAllAreCounted() {
        String tree = files();
        run("upload", tree);

        CommandRun again = run("upload", tree, "--if-exists", "skip");
        CommandRun each = run("upload", tree, "--if-exists", "skip", "--verbose");
        CommandRun json = run("upload", tree, "--if-exists", "skip", "--output", "json");

        assertThat(lines(again, "Skipped ")).hasSize(10);
        assertThat(again.err())
                .contains("... and 50 more skipped (already exists); --verbose lists all.")
                .contains("0 uploaded, 60 skipped, 0 failed");
        assertThat(lines(each, "Skipped ")).hasSize(MANY);
        assertThat(json.events("skipped")).hasSize(MANY);
        assertThat(json.err().lines()).hasSizeLessThan(20);
    }

    @Test
    void ofManyFailuresAllAreKept() throws Exception {
        String tree = files();
        run("upload", tree);
        Path kept = directory.resolve("summary.json");

        CommandRun again = run("upload", tree, "--summary-file", kept.toString());
        CommandRun json = run("upload", tree, "--output", "json");

        assertThat(lines(again, "Failed ")).hasSize(10);
        assertThat(again.err()).contains("... and 50 more failed (BlobAlreadyExists)");
        JsonObject summary = JsonParser.parseString(Files.readString(kept)).getAsJsonObject();
        assertThat(summary.getAsJsonObject("failures").get("BlobAlreadyExists").getAsInt())
                .isEqualTo(MANY);
        assertThat(summary.getAsJsonArray("failedItems").asList())
                .extracting(item -> item.getAsJsonObject().get("source").getAsString())
                .hasSize(MANY)
                .doesNotHaveDuplicates();
        assertThat(json.events("failed")).hasSize(MANY);
        assertThat(json.summary()).doesNotContainKey("failedItems").containsKey("failures");
    }

    @Test
    void downloadsAndDeletionsSpeakTheSameWay() throws Exception {
        run("upload", files());
        String here = directory.resolve("here").toString();
        Path kept = directory.resolve("summary.json");
        run("get", "/", "--to", here);

        CommandRun skipped = run("get", "/", "--to", here, "--if-exists", "skip");
        CommandRun failed = run("get", "/", "--to", here, "--summary-file", kept.toString());
        azure.gateway().on(RequestMatcher.method("DELETE")).answer(409, "LeaseIdMissing");
        CommandRun refused = run("rm", "--recursive", "tree");

        assertThat(lines(skipped, "Skipped ")).hasSize(10);
        assertThat(skipped.err()).contains("... and 50 more skipped (already exists)");
        assertThat(lines(failed, "Failed ")).hasSize(10);
        assertThat(JsonParser.parseString(Files.readString(kept))
                        .getAsJsonObject()
                        .getAsJsonArray("failedItems"))
                .hasSize(MANY);
        assertThat(lines(refused, "Failed ")).hasSize(10);
        assertThat(refused.err()).contains("... and 50 more failed (LeaseIdMissing)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "stat", "get", "rm"})
    void whatIsPrintedAsANameIsTakenAsOne(String command) {
        String file = Tree.write(directory, Map.of("a b.txt", "x")).path() + "/a b.txt";
        CommandRun upload = run("upload", file, "--to", "in/deep");
        String name = upload.out().strip().replaceFirst(".* as (.*) \\(.*", "$1");

        String[] more = command.equals("get") ? new String[] {"--to", directory + "/here"} : new String[0];
        CommandRun taken = run(words(command, name, more));
        CommandRun withContainer = run(words(command, "workloadidentity/in/deep/a b.txt", more));

        assertThat(taken.exit()).as(name + ": " + taken.err()).isZero();
        assertThat(withContainer.exit()).isEqualTo(14);
        assertThat(withContainer.err()).contains("The container is not part of a blob's name: try 'in/deep/a b.txt'.");
    }

    private static String[] words(String command, String name, String... more) {
        return Stream.concat(Stream.of(command, name), Stream.of(more)).toArray(String[]::new);
    }

    /// Each command that a request holds up for long, by a clock that leaps.
    @ParameterizedTest
    @ValueSource(strings = {"upload", "get", "rm", "hello", "ls", "watch"})
    void aLongSilenceIsFilled(String command) throws Exception {
        String tree = files();
        run("upload", tree);
        String method = Map.of("get", "GET", "ls", "GET", "rm", "DELETE").getOrDefault(command, "PUT");
        Gate gate = azure.gateway().on(RequestMatcher.method(method)).hold();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        AtomicLong leaps = new AtomicLong();
        String[] arguments = switch (command) {
            case "upload" -> new String[] {"upload", tree, "--to", "other"};
            case "get" -> new String[] {"get", "tree/001.txt", "--to", tree + "/x"};
            case "rm" -> new String[] {"rm", "tree/001.txt"};
            case "ls" -> new String[] {"ls", "workloadidentity"};
            case "watch" -> new String[] {"watch", tree, "--to", "w", "--idle-exit", "1s"};
            default -> new String[] {command};
        };
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(
                () -> BlobdropCommand.run(
                        new Console(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                false),
                        new Environment(azure.podEnvironment()),
                        () -> 0,
                        () -> System.nanoTime() + leaps.get(),
                        arguments),
                Thread::startVirtualThread);
        gate.awaitArrived(1);

        await().until(() -> {
            leaps.addAndGet(TimeUnit.SECONDS.toNanos(31));
            return err.toString(StandardCharsets.UTF_8)
                    .matches("(?s).*\\n?(Uploading: |Downloading: |Deleting: 0 of 1"
                            + "|Still running: blobdrop |Watching: ).*");
        });
        gate.open();

        assertThat(running.get(60, TimeUnit.SECONDS)).as(err.toString()).isZero();
    }
}
