package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.RequestMatcher;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `get`: downloads are whole, failures are reported, and nothing is overwritten unless asked.
class GetIT extends GetCase {
    private static final RequestMatcher GET = RequestMatcher.method("GET");

    @Test
    void blobsAndFoldersAreDownloaded() throws Exception {
        blob("reports/2026/a.csv", "content".getBytes());
        blob("photos/b.jpg", new byte[0]);
        blob("photos/deep/c.jpg", random(100));

        CommandRun run = get("reports/2026/a.csv", "photos/");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(files()).containsExactly("here/a.csv", "here/photos/b.jpg", "here/photos/deep/c.jpg");
        assertThat(Files.readString(file("a.csv"))).isEqualTo("content");
        assertThat(Files.readAllBytes(file("photos/deep/c.jpg"))).isEqualTo(random(100));
        assertThat(run.out()).contains("Downloaded reports/2026/a.csv as " + file("a.csv") + " (7 B)");
        assertThat(run.err()).contains("3 downloaded, 0 skipped, 0 failed; 107 B in ");
        assertThat(get("photos", "--recursive", "--if-exists", "if-different").err())
                .contains("0 downloaded, 2 skipped, 0 failed");
    }

    /// One blob at once, so that the order is the listing's.
    @Test
    void whatItSaysAsItsReadersSeeIt() throws Exception {
        blob("reports/a.csv", "content".getBytes());
        blob("reports/b.csv", random(3000));
        blob("reports/deep/c.csv", random(10));
        Files.createDirectories(file("reports"));
        Files.writeString(file("reports/b.csv"), "mine");

        Golden.check("get", get("--concurrency", "1", "reports/"));
        Golden.check("get-skip", get("--concurrency", "1", "reports/", "none", "--if-exists", "skip"));
        Golden.check(
                "get-json", get("--concurrency", "1", "reports/", "--if-exists", "if-different", "--output", "json"));
    }

    @Test
    void jsonAccountsForEveryBlob() {
        blob("a", "1".getBytes());
        blob("in/b", "22".getBytes());

        CommandRun run = get("a", "in/", "none", "--output", "json");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.events("downloaded")).hasSize(2);
        assertThat(run.events("downloaded").getFirst()).containsKeys("blob", "file", "bytes", "md5");
        assertThat(run.events("failed"))
                .singleElement()
                .satisfies(event -> assertThat(event).containsEntry("blob", "none"));
        assertThat(run.summary())
                .containsEntry("command", "get")
                .containsEntry("found", 3)
                .containsEntry("downloaded", 2)
                .containsEntry("failed", 1)
                .containsEntry("left", 0)
                .containsEntry("bytes", 3);
    }

    @ParameterizedTest
    @CsvSource({"none, 14", "none/, 14", "'', 2"})
    void whatIsNotThereHasItsExitCode(String name, int exit) {
        assertThat(get(name).exit()).isEqualTo(exit);
    }

    @Test
    void existingFileIsAConflict() throws Exception {
        blob("a", "theirs".getBytes());
        Files.createDirectories(directory.resolve("here"));
        Files.writeString(file("a"), "mine");

        CommandRun run = get("a");

        assertThat(run.exit()).isEqualTo(15);
        assertThat(run.err()).contains("A file with that name already exists", "--if-exists skip");
        assertThat(Files.readString(file("a"))).isEqualTo("mine");
        assertThat(get("a", "--if-exists", "keep-both").exit()).isZero();
        assertThat(Files.readString(file("a (1)"))).isEqualTo("theirs");
        assertThat(get("a", "--if-exists", "replace").exit()).isZero();
        assertThat(Files.readString(file("a"))).isEqualTo("theirs");
    }

    @Test
    void truncatedAnswersAreRetried() throws Exception {
        byte[] content = random(20 * MIB + 1);
        blob("large", content);
        blob("small", random(1000));
        azure.gateway().on(GET.path("/large$")).times(2).truncate();
        azure.gateway().on(GET.path("/large$")).times(1).answer(503, "ServerBusy");
        azure.gateway().on(GET.path("/small$")).times(1).reset();

        CommandRun run = get("large", "small");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(file("large"))).isEqualTo(content);
        assertThat(Files.readAllBytes(file("small"))).isEqualTo(random(1000));
        assertThat(run.err()).contains("retrying in");
    }

    @Test
    void blobThatChangesMeanwhileIsNeverMixed() throws Exception {
        blob("large", random(20 * MIB));
        Gate last = azure.gateway().on(GET.path("/large$")).times(1).hold();
        Thread other = Thread.ofVirtual().start(() -> {
            await().atMost(Duration.ofMinutes(1)).until(() -> answered() >= 2);
            blob("large", random(20 * MIB + 1));
            last.open();
        });

        CommandRun run = get("large");
        other.join();

        assertThat(run.exit()).as(run.err()).isEqualTo(16);
        assertThat(run.err()).contains("The blob 'large' changed while it was read");
        assertThat(files()).isEmpty();
    }

    private long answered() {
        return azure.gateway().requests().stream()
                .filter(request -> request.method().equals("GET") && request.status() == 206)
                .count();
    }

    @Test
    void persistentFailureLeavesNothing() throws Exception {
        blob("a", random(1000));
        azure.gateway().on(GET.path("/a$")).truncate();

        CommandRun run = get("a", "--patience", "1s");

        assertThat(run.exit()).isEqualTo(20);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "skip", "replace", "if-newer", "if-different"})
    void blobsThatWouldBeOneFileAreNamedBoth(String policy) throws Exception {
        blob("x/n.txt", "1".getBytes());
        blob("y/n.txt", "2".getBytes());

        CommandRun run = get("x/n.txt", "y/n.txt", "--if-exists", policy);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .contains(
                        "Failed   y/n.txt: 'y/n.txt' and 'x/n.txt' would be the same file here",
                        "--if-exists keep-both",
                        "1 downloaded, 0 skipped, 1 failed");
        assertThat(Files.readString(file("n.txt"))).isEqualTo("1");
        assertThat(get("x/n.txt", "y/n.txt", "--if-exists", "keep-both").exit()).isZero();
        assertThat(files()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "if-newer"})
    void folderInTheWayIsNotAnExistingFile(String policy) throws Exception {
        blob("a", "1".getBytes());
        blob("a/b", "2".getBytes());

        get("/", "--if-exists", policy);
        CommandRun run = get("/", "--if-exists", policy);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("'a' cannot be a file here next to 'a/b'", "keep-both");
        assertThat(get("a", "--if-exists", policy).exit()).isEqualTo(15);
        assertThat(get("a", "--if-exists", "keep-both").exit()).isZero();
        assertThat(Files.readString(file("a (1)"))).isEqualTo("1");
    }

    @Test
    void dataWhoseNameEndsWithASlashIsReachedByItsExactName() throws Exception {
        blob("report/", "23 bytes".getBytes());

        CommandRun all = get("/");
        assertThat(all.exit()).isEqualTo(2);
        assertThat(all.err()).contains("Failed   report/: ", "get --exact", "contains data");
        CommandRun run = get("--exact", "report/");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("Downloaded report/ as " + file("report"));
        assertThat(Files.readString(file("report"))).isEqualTo("23 bytes");
        assertThat(get("--exact", "--recursive", "report/").exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdi_isfolder", "Hdi_isfolder", "HDI_ISFOLDER"})
    void markerIsAFolderHoweverItIsWritten(String metadata) throws Exception {
        azure.blobs().put(azure.container(), "data", new byte[0], metadata, "true");
        blob("data/part-0", "1".getBytes());

        CommandRun all = get("/");
        assertThat(all.exit()).as(all.err()).isZero();
        assertThat(files()).containsExactly("here/data/part-0");
        CommandRun run = get("data");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'data' is a folder: use 'data/'", "blobdrop get");
    }
}
