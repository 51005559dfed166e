package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadEvent.Downloaded;
import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadEvent.Skipped;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.download.ExclusiveRename;
import dev.blobdrop.core.transfer.download.ExclusiveRename.Outcome;
import dev.blobdrop.core.transfer.download.SameNames;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes into the way of a file after it was looked for, in a folder whose file system has the
/// exclusive rename and in one that refuses it: nothing is replaced unasked, and nothing passing is
/// left.
@Timeout(120)
class PlacedFilesTest {
    /// Larger than one request downloads.
    private static final int IN_RANGES = 4 * BlockPlan.MIB + 1;

    @TempDir
    Path folder;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    /// How files get their places.
    enum Way {
        RENAMED,
        LINKED
    }

    private ExclusiveRename rename(Way way) {
        return way == Way.RENAMED
                ? ExclusiveRename.ofSystem()
                : (from, to) -> {
                    refused.incrementAndGet();
                    return Outcome.REFUSED;
                };
    }

    static Stream<Arguments> all() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(ConflictPolicy.values()).map(policy -> Arguments.of(way, policy)));
    }

    private DownloadSnapshot run(Way way, ConflictPolicy policy, String... names) throws InterruptedException {
        DownloadRequest request = DownloadRequest.of("data", List.of(names), folder)
                .ifExists(policy)
                .resuming(true);
        Download download = new TransferEngine(store, EngineSettings.standard())
                .download(request, events::add, SameNames::of, rename(way));
        assertThat(download.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        return download.snapshot();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Somebody writes a file of that name while its blob is read.
    private void comesMeanwhile(String name) {
        store.before(request -> {
            if (request.verb().equals("read") && request.path().name().endsWith("/" + name)) {
                try {
                    Files.writeString(folder.resolve("in/" + name), "theirs");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @ParameterizedTest
    @MethodSource("all")
    void fileThatComesIntoTheWayMeanwhileIsTreatedAsThePolicySays(Way way, ConflictPolicy policy) throws Exception {
        store.place("in/a", bytes("1"));
        store.place("in/b", bytes("2"));
        store.place("in/c", new byte[IN_RANGES]);
        comesMeanwhile("b");
        DownloadSnapshot last = run(way, policy, "in/");
        assertThat(text("in/a")).isEqualTo("1");
        assertThat(folder.resolve("in/c")).hasSize(IN_RANGES);
        switch (policy) {
            case FAIL -> {
                assertThat(last.failed()).isOne();
                assertThat(events.stream()
                                .filter(Failed.class::isInstance)
                                .map(event -> ((Failed) event).problem().code()))
                        .containsExactly("file-exists");
                assertThat(text("in/b")).isEqualTo("theirs");
            }
            case SKIP -> {
                assertThat(events).filteredOn(Skipped.class::isInstance).hasSize(1);
                assertThat(text("in/b")).isEqualTo("theirs");
            }
            case KEEP_BOTH -> {
                assertThat(text("in/b")).isEqualTo("theirs");
                assertThat(text("in/b (1)")).isEqualTo("2");
            }
            case REPLACE, IF_NEWER, IF_DIFFERENT -> assertThat(text("in/b")).isEqualTo("2");
        }
        assertThat(files()).as("nothing passing is left").hasSize(policy == ConflictPolicy.KEEP_BOTH ? 4 : 3);
    }

    @ParameterizedTest
    @MethodSource("all")
    void folderThatIsFullOfOthersIsLookedAt(Way way, ConflictPolicy policy) throws Exception {
        Files.createDirectory(folder.resolve("in"));
        Files.writeString(folder.resolve("in/other"), "theirs");
        Files.writeString(folder.resolve("in/b"), "theirs");
        store.place("in/a", bytes("1"));
        store.place("in/b", bytes("theirs"));
        run(way, policy, "in/");
        assertThat(text("in/a")).isEqualTo("1");
        assertThat(text("in/b")).isEqualTo("theirs");
        long read = store.requests().stream()
                .filter(request -> request.verb().equals("read"))
                .filter(request -> request.path().name().equals("in/b"))
                .count();
        boolean asksForIt = policy == ConflictPolicy.REPLACE || policy == ConflictPolicy.KEEP_BOTH;
        if (policy != ConflictPolicy.IF_NEWER) {
            assertThat(read).as("no bytes for what is to stay").isEqualTo(asksForIt ? 1 : 0);
        }
    }

    @Test
    void folderThatRefusesIsAskedOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            store.place("in/f" + i, bytes("" + i));
        }
        assertThat(run(Way.LINKED, ConflictPolicy.FAIL, "in/").downloaded()).isEqualTo(40);
        assertThat(events).filteredOn(Downloaded.class::isInstance).hasSize(40);
        // Those that were under way at the first refusal may have asked too.
        assertThat(refused.get()).isBetween(1, 20);
        assertThat(files()).hasSize(40);
    }
}
