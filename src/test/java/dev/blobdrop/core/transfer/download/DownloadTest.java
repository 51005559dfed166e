package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadEvent.Downloaded;
import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadEvent.Skipped;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of a blob that is downloaded: where it goes, what may stand in its way, and that
/// each one is accounted for.
@Timeout(120)
class DownloadTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path directory;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();

    private Path folder() {
        return directory.resolve("here");
    }

    private void blob(String name, String content) {
        store.place(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private DownloadRequest request(String... names) {
        return DownloadRequest.of("data", List.of(names), folder());
    }

    private Download start(DownloadRequest request) {
        Duration patience = Duration.ofSeconds(5);
        EngineSettings settings =
                new EngineSettings(8, 24L * MIB, 0, new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        return new TransferEngine(store, settings).download(request, events::add);
    }

    /// Waits for the end; each blob that was found has ended once or is counted as left.
    private DownloadSnapshot end(Download download) throws InterruptedException {
        assertThat(download.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        DownloadSnapshot last = download.snapshot();
        assertThat(last.active()).isEmpty();
        assertThat(all(Downloaded.class)).hasSize((int) last.downloaded());
        assertThat(all(Skipped.class)).hasSize((int) last.skipped());
        assertThat(all(Failed.class)).hasSize((int) last.failed());
        if (last.state() == RunState.DONE) {
            assertThat(last.left()).isZero();
            assertThat(last.listing()).isFalse();
        }
        return last;
    }

    private DownloadSnapshot run(DownloadRequest request) throws InterruptedException {
        return end(start(request));
    }

    private <T extends DownloadEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Problem failure() {
        assertThat(all(Failed.class)).as(events.toString()).hasSize(1);
        return all(Failed.class).getFirst().problem();
    }

    private List<String> files() throws IOException {
        if (!Files.exists(folder())) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder())) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder().resolve(name));
    }

    private Path there(String name, String content) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @AfterEach
    void nothingUnfinishedIsLeft() throws IOException {
        assertThat(files()).noneMatch(name -> name.endsWith(".part"));
        assertThat(store.count("delete")).isZero();
    }

    @Test
    void namedBlobBecomesAFileOfItsLastName() throws Exception {
        blob("reports/2026/a.csv", "hello");
        DownloadSnapshot last = run(request("reports/2026/a.csv"));
        assertThat(files()).containsExactly("a.csv");
        assertThat(text("a.csv")).isEqualTo("hello");
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.bytesFound()).isEqualTo(5);
        assertThat(last.bytesDone()).isEqualTo(5);
        assertThat(all(Downloaded.class).getFirst().md5()).hasValue("5d41402abc4b2a76b9719d911017c592");
    }

    @Test
    void folderKeepsItsNameAndWhatIsBelow() throws Exception {
        blob("in/photos/a", "1");
        blob("in/photos/b/c", "22");
        blob("in/photos/empty", "");
        blob("in/photosynthesis", "no");
        DownloadSnapshot last = run(request("in/photos/"));
        assertThat(files()).containsExactly("photos/a", "photos/b/c", "photos/empty");
        assertThat(last.found()).isEqualTo(3);
    }

    @Test
    void slashAloneIsTheWholeContainer() throws Exception {
        blob("a", "1");
        blob("b/c", "2");
        run(request("/"));
        assertThat(files()).containsExactly("a", "b/c");
    }

    @Test
    void largeBlobIsDownloadedInPartsAndWhole() throws Exception {
        byte[] content = new byte[35 * MIB + 17];
        new Random(1).nextBytes(content);
        store.place("large", content);
        DownloadSnapshot last = run(request("large"));
        assertThat(store.count("read")).isEqualTo(Math.ceilDiv(content.length, RangeLengths.PART_LENGTH));
        assertThat(Files.readAllBytes(folder().resolve("large"))).isEqualTo(content);
        assertThat(last.bytesDone()).isEqualTo(content.length);
        assertThat(all(Downloaded.class).getFirst().md5()).isPresent();
    }

    @Test
    void onlyTheBrokenPartIsRetried() throws Exception {
        byte[] content = new byte[20 * MIB];
        new Random(2).nextBytes(content);
        store.place("large", content);
        AtomicInteger broken = new AtomicInteger();
        store.before(request -> {
            if (request.verb().equals("read") && broken.incrementAndGet() == 2) {
                throw InMemoryBlobStore.refusal("ServerBusy");
            }
        });
        run(request("large"));
        assertThat(store.count("read")).isEqualTo(Math.ceilDiv(content.length, RangeLengths.PART_LENGTH) + 1);
        assertThat(all(DownloadEvent.Retrying.class)).hasSize(1);
        assertThat(Files.readAllBytes(folder().resolve("large"))).isEqualTo(content);
    }

    @Test
    void blobThatChangesInTheMiddleIsNoticed() throws Exception {
        store.place("large", new byte[20 * MIB]);
        AtomicInteger reads = new AtomicInteger();
        store.after(request -> {
            if (request.verb().equals("read") && reads.incrementAndGet() == 3) {
                throw InMemoryBlobStore.refusal("ConditionNotMet");
            }
        });
        DownloadSnapshot last = run(request("large").ifExists(ConflictPolicy.REPLACE));
        assertThat(failure().code()).isEqualTo("blob-changed");
        assertThat(failure().kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
        assertThat(files()).isEmpty();
        assertThat(last.bytesDone()).isZero();
    }

    @Test
    void blobThatWasWrittenAnewBeforeItsFirstByteIsTakenAsItIsNow() throws Exception {
        blob("a", "old");
        AtomicInteger reads = new AtomicInteger();
        store.before(request -> {
            if (request.verb().equals("read") && reads.incrementAndGet() == 1) {
                blob("a", "newer");
            }
        });
        DownloadSnapshot last = run(request("a"));
        assertThat(text("a")).isEqualTo("newer");
        assertThat(last.bytesFound()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsOverwrittenUnlessAsked(ConflictPolicy policy) throws Exception {
        there("a.txt", "mine");
        store.place(
                "a.txt",
                "theirs".getBytes(StandardCharsets.UTF_8),
                Instant.now().plusSeconds(60));
        run(request("a.txt").ifExists(policy));
        switch (policy) {
            case FAIL -> assertThat(failure().code()).isEqualTo("file-exists");
            case SKIP -> assertThat(all(Skipped.class)).hasSize(1);
            case KEEP_BOTH -> assertThat(text("a (1).txt")).isEqualTo("theirs");
            case REPLACE, IF_NEWER, IF_DIFFERENT -> assertThat(text("a.txt")).isEqualTo("theirs");
        }
        boolean replaces = policy == ConflictPolicy.REPLACE
                || policy == ConflictPolicy.IF_NEWER
                || policy == ConflictPolicy.IF_DIFFERENT;
        if (!replaces) {
            assertThat(text("a.txt")).isEqualTo("mine");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IF_NEWER", "IF_DIFFERENT"})
    void fileThatIsTheSameIsLeft(ConflictPolicy policy) throws Exception {
        store.place("a", "same".getBytes(StandardCharsets.UTF_8), Instant.now().minusSeconds(60));
        there("a", "same");
        run(request("a").ifExists(policy));
        assertThat(all(Skipped.class)).hasSize(1);
        assertThat(store.count("read")).isZero();
    }

    @Test
    void twoBlobsOfOneLastNameDoNotOverwriteEachOther() throws Exception {
        blob("x/a", "1");
        blob("y/a", "2");
        DownloadSnapshot last = run(request("x/a", "y/a"));
        assertThat(last.downloaded()).isEqualTo(1);
        assertThat(failure().kind()).isEqualTo(Problem.Kind.CONFLICT);
    }

    @Test
    void missingBlobDoesNotStopTheOthers() throws Exception {
        blob("a", "1");
        DownloadSnapshot last = run(request("nowhere", "a", "nothing/"));
        assertThat(last.failed()).isEqualTo(2);
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(all(Failed.class)).allMatch(failed -> failed.problem().kind() == Problem.Kind.NOT_FOUND);
        assertThat(files()).containsExactly("a");
    }

    @Test
    void nameThatLeadsOutIsRefusedAndTheOthersAreDownloaded() throws Exception {
        blob("in/../../out", "evil");
        blob("in/a", "1");
        run(request("in/"));
        assertThat(failure().code()).isEqualTo("bad-file-name");
        assertThat(files()).containsExactly("in/a");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void linkThatLeadsOutIsNotFollowed() throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("in"), outside);
        blob("in/a", "1");
        run(request("in/"));
        assertThat(failure().code()).isEqualTo("outside");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void fileWhereAFolderIsNeededIsReported() throws Exception {
        there("in", "a file");
        blob("in/a", "1");
        run(request("in/"));
        assertThat(failure().code()).isEqualTo("unwritable");
        assertThat(failure().detail()).contains("is a file");
        assertThat(text("in")).isEqualTo("a file");
    }

    @Test
    void folderIsNotReplacedByAFile() throws Exception {
        there("a/b", "mine");
        blob("a", "1");
        run(request("a").ifExists(ConflictPolicy.REPLACE));
        assertThat(failure().code()).isEqualTo("folder-there");
        assertThat(text("a/b")).isEqualTo("mine");
    }

    @Test
    void markerOfAFolderIsSkippedWithAReason() throws Exception {
        blob("in/", "");
        blob("in/a", "1");
        DownloadSnapshot last = run(request("in/"));
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(files()).containsExactly("in/a");
    }

    @Test
    void cancelLeavesNothingUnfinished() throws Exception {
        store.place("large", new byte[40 * MIB]);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        store.before(request -> {
            if (request.verb().equals("read")) {
                reading.countDown();
                InMemoryBlobStore.await(go);
            }
        });
        Download download = start(request("large"));
        reading.await();
        download.cancel();
        go.countDown();
        DownloadSnapshot last = end(download);
        assertThat(last.state()).isEqualTo(RunState.CANCELLED);
        assertThat(last.left()).isEqualTo(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void folderOfManyFilesIsDownloaded() throws Exception {
        for (int i = 0; i < 300; i++) {
            blob("many/f%03d".formatted(i), "content " + i);
        }
        DownloadSnapshot last = run(request("many/"));
        assertThat(last.downloaded()).isEqualTo(300);
        assertThat(files()).hasSize(300);
        assertThat(text("many/f123")).isEqualTo("content 123");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KEEP_BOTH")
    void ofTwoBlobsThatWouldBeOneFileTheSecondFails(ConflictPolicy policy) throws Exception {
        blob("x/n.txt", "1");
        blob("y/n.txt", "2");
        blob("x/d/a", "3");
        blob("y/d/a", "4");
        blob("y/d/b", "5");
        DownloadSnapshot last =
                run(request("x/n.txt", "y/n.txt", "x/d/", "y/d/").ifExists(policy));
        assertThat(last.downloaded()).isEqualTo(3);
        assertThat(text("n.txt")).isEqualTo("1");
        assertThat(text("d/a")).isEqualTo("3");
        assertThat(text("d/b")).isEqualTo("5");
        assertThat(all(Failed.class).stream().map(failed -> failed.problem().title()))
                .containsExactlyInAnyOrder(
                        "'y/n.txt' and 'x/n.txt' would be the same file here",
                        "'y/d/a' and 'x/d/a' would be the same file here");
    }

    @Test
    void keepBothFindsANameForEach() throws Exception {
        blob("x/n.txt", "1");
        blob("y/n.txt", "1");
        blob("a", "2");
        blob("a/b", "3");
        run(request("x/n.txt", "y/n.txt", "/").ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(all(Failed.class)).isEmpty();
        assertThat(text("n.txt")).isEqualTo("1");
        assertThat(text("n (1).txt")).isEqualTo("1");
        assertThat(text("a/b")).isEqualTo("3");
        assertThat(text("a (1)")).isEqualTo("2");
    }

    @Test
    void blobNamedTwiceIsDownloadedOnce() throws Exception {
        blob("a", "1");
        DownloadSnapshot last = run(request("a", "a").ifExists(ConflictPolicy.REPLACE));
        assertThat(last.downloaded()).isEqualTo(1);
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(last.failed()).isZero();
    }

    @Test
    void missingBlobReservesNoName() throws Exception {
        blob("y/n", "2");
        run(request("x/n", "y/n"));
        assertThat(text("n")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KEEP_BOTH")
    void folderOfTheSameNameIsNotAnExistingFile(ConflictPolicy policy) throws Exception {
        blob("a", "1");
        blob("a/b", "2");
        run(request("/").ifExists(policy));
        assertThat(failure().code()).isEqualTo("file-and-folder");
        assertThat(failure().title()).contains("'a'").contains("'a/b'");
        assertThat(failure().remedy()).anyMatch(line -> line.contains("keep-both"));
        assertThat(text("a/b")).isEqualTo("2");
        events.clear();
        run(request("a").ifExists(policy));
        assertThat(failure().code()).isEqualTo("folder-there");
        assertThat(failure().remedy()).anyMatch(line -> line.contains("keep-both"));
        events.clear();
        run(request("a").ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(text("a (1)")).isEqualTo("1");
    }

    @Test
    void keepBothAvoidsAFileOfTheFoldersName() throws Exception {
        there("a", "mine");
        blob("a/b", "1");
        blob("a/c/d", "2");
        run(request("a/").ifExists(ConflictPolicy.SKIP));
        assertThat(all(Failed.class)).hasSize(2);
        assertThat(all(Failed.class))
                .allSatisfy(
                        failed -> assertThat(failed.problem().remedy()).anyMatch(line -> line.contains("keep-both")));
        events.clear();
        run(request("a/").ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(files()).containsExactly("a", "a (1)/b", "a (1)/c/d");
        assertThat(text("a")).isEqualTo("mine");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KEEP_BOTH", "FAIL"})
    void linkOrPipeIsNotAnExistingFile(ConflictPolicy policy) throws Exception {
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("nowhere"), directory.resolve("none"));
        Files.createSymbolicLink(folder().resolve("folder"), folder());
        new ProcessBuilder("mkfifo", folder().resolve("pipe").toString())
                .start()
                .waitFor();
        for (String name : List.of("nowhere", "folder", "pipe")) {
            blob(name, "1");
        }
        run(request("nowhere", "folder", "pipe").ifExists(policy));
        assertThat(all(Failed.class).stream().map(failed -> failed.problem().code()))
                .containsExactlyInAnyOrder("not-a-file", "folder-there", "not-a-file");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void onlyAnEmptyBlobStandsForAFolder() throws Exception {
        blob("report/", "23 bytes");
        blob("r//s", "1");
        blob("/t", "2");
        store.placeFolder("marker");
        blob("marker/x", "3");
        DownloadSnapshot last = run(request("/"));
        assertThat(all(Failed.class)).extracting(Failed::name).containsExactlyInAnyOrder("report/", "r//s", "/t");
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(files()).containsExactly("marker/x");
        events.clear();
        List<String> names = List.of("report/", "r//s", "/t");
        run(request("report/", "r//s", "/t").exactly(names));
        assertThat(all(Failed.class)).isEmpty();
        assertThat(text("report")).isEqualTo("23 bytes");
        assertThat(files()).containsExactly("marker/x", "report", "s", "t");
    }

    @Test
    void blobBesideAMarkerOfItsNameIsAFile() throws Exception {
        blob("a", "1");
        blob("a/", "");
        run(request("/"));
        assertThat(text("a")).isEqualTo("1");
    }

    @Test
    void namedMarkerIsReportedAsAFolder() throws Exception {
        store.placeFolder("data");
        blob("data/x", "1");
        run(request("data", "data/"));
        assertThat(failure().code()).isEqualTo("is-a-folder");
        assertThat(failure().title()).contains("'data/'");
        assertThat(text("data/x")).isEqualTo("1");
    }

    @Test
    void nameThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        blob("in/" + "n".repeat(256), "1");
        blob("in/" + "d".repeat(256) + "/a", "1");
        blob("in/b", "2");
        run(request("in/"));
        assertThat(all(Failed.class).stream().map(failed -> failed.problem().code()))
                .containsExactly("name-too-long", "name-too-long");
        assertThat(files()).containsExactly("in/b");
        assertThat(store.count("read")).isEqualTo(1);
    }

    @Test
    void tooLittleSpaceStopsTheRunBeforeItBegins() throws Exception {
        blob("in/a", "1");
        store.placeListed("in/z", Long.MAX_VALUE / 4);
        DownloadSnapshot last = run(request("in/"));
        assertThat(last.state()).isEqualTo(RunState.STOPPED);
        assertThat(last.stoppedBy().orElseThrow().code()).isEqualTo("disk-full");
        assertThat(last.stoppedBy().orElseThrow().detail()).contains("are free");
        assertThat(files()).isEmpty();
        assertThat(store.count("read")).isZero();
    }
}
