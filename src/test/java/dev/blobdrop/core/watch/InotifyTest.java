package dev.blobdrop.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the kernel says, in our words.
@Timeout(60)
class InotifyTest {
    @TempDir
    Path folder;

    private final FolderEvents events = Inotify.open();
    private final List<Change> changes = new ArrayList<>();

    @BeforeEach
    void follow() {
        assumeTrue(events != FolderEvents.SILENT, "this system has no inotify");
        assertThat(events.follow(folder)).isTrue();
    }

    @AfterEach
    void close() {
        events.close();
    }

    private void await(Change last) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(50))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    changes.addAll(events.next(Duration.ofMillis(100)));
                    return changes.contains(last);
                });
    }

    @Test
    void aFileIsFinishedWhenItIsClosed() throws Exception {
        Path file = folder.resolve("a.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(1);
            await(new Change.Written(file));
            assertThat(changes).doesNotContain(new Change.Finished(file));
        }
        await(new Change.Finished(file));
        assertThat(changes)
                .containsExactly(new Change.Created(file), new Change.Written(file), new Change.Finished(file));
    }

    @Test
    void aRenamedFileIsGoneThereAndFinishedHere() throws Exception {
        Path from = Files.writeString(folder.resolve("a.part"), "x");
        Path to = Files.move(from, folder.resolve("a"));
        await(new Change.Finished(to));
        assertThat(changes).endsWith(new Change.Gone(from), new Change.Finished(to));
    }

    @Test
    void aFolderAppearsAndCanBeFollowed() throws Exception {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        await(new Change.FolderAppeared(sub));
        assertThat(events.follow(sub)).isTrue();
        Path file = Files.writeString(sub.resolve("ä b"), "x");
        Path removed = Files.writeString(folder.resolve("gone"), "");
        Files.delete(removed);
        await(new Change.Gone(removed));
        assertThat(changes).contains(new Change.Finished(file));
    }

    @Test
    void whatIsNoFolderCannotBeFollowed() {
        assertThat(events.follow(folder.resolve("missing"))).isFalse();
    }

    @Test
    void nothingHappens() throws Exception {
        assertThat(events.next(Duration.ZERO)).isEmpty();
    }
}
