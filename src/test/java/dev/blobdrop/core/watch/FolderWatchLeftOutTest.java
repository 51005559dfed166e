package dev.blobdrop.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.UploadEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Which files are excluded, and how often that is reported.
@Timeout(120)
class FolderWatchLeftOutTest {
    private final WatchedFolder in;

    FolderWatchLeftOutTest(@TempDir Path temporary) {
        in = new WatchedFolder(temporary);
    }

    @AfterEach
    void close() {
        in.close();
    }

    @Test
    void linksAreToldOnceAndNotFollowed() throws Exception {
        Path secret = Files.writeString(in.outside("secret"), "x");
        Files.createDirectories(in.folder());
        Files.createSymbolicLink(in.folder().resolve("link"), secret);
        Files.createSymbolicLink(in.folder().resolve("links"), in.outside("."));
        in.sweepEvery = Duration.ofMillis(100);
        in.start();
        Files.createSymbolicLink(in.folder().resolve("later"), secret);
        in.file("a", "x");
        in.await("a");
        in.awaitSweeps(3);
        WatchSnapshot last = in.stop();
        assertThat(in.store.names()).containsExactly("a");
        assertThat(last.skipped()).isEqualTo(3);
        assertThat(in.events).filteredOn(UploadEvent.Skipped.class::isInstance).hasSize(3);
    }

    @Test
    void whatTheFilterLeavesOutIsNotSent() throws Exception {
        in.filter = new NameFilter(List.of(), List.of("*.tmp"));
        in.start();
        in.file("sub/a.tmp", "x");
        in.file("sub/a.csv", "x");
        in.await("sub/a.csv");
        in.stop();
        assertThat(in.store.names()).containsExactly("sub/a.csv");
    }

    @Test
    void aPassingNameThatIsLeftOutIsNotTold() throws Exception {
        in.filter = new NameFilter(List.of(), List.of("*.part"));
        in.sweepEvery = Duration.ofMillis(20);
        Path passing = in.file("a.csv.part", "x");
        in.start();
        in.until(() -> in.watch.snapshot().sweeps() > 3);
        Files.move(passing, in.folder().resolve("a.csv"));
        in.await("a.csv");
        assertThat(in.stop().skipped()).isZero();
        assertThat(in.events).noneMatch(UploadEvent.Skipped.class::isInstance);
    }

    /// The sweep meets some of them just before they get their names, and looks just after.
    @Test
    void passingNamesThatAreGoneWhenTheSweepLooksAreNotTold() throws Exception {
        in.filter = new NameFilter(List.of(), List.of("*.part"));
        in.sweepEvery = Duration.ofMillis(1);
        Files.createDirectories(in.folder());
        in.start();
        for (int i = 0; i < 20_000; i++) {
            Path passing = Files.createFile(in.folder().resolve(i % 200 + ".part"));
            Files.delete(passing);
        }
        assertThat(in.stop().skipped()).isZero();
        assertThat(in.events).noneMatch(UploadEvent.Skipped.class::isInstance);
    }

    @Test
    void aNameThatIsLeftOutAndStaysIsToldOnce() throws Exception {
        in.filter = new NameFilter(List.of(), List.of("*.part"));
        in.sweepEvery = Duration.ofMillis(20);
        Path forgotten = in.file("a.csv.part", "x");
        Files.setLastModifiedTime(forgotten, FileTime.from(Instant.now().minusSeconds(90)));
        in.start();
        in.until(() -> in.watch.snapshot().sweeps() > 3);
        assertThat(in.stop().skipped()).isOne();
        assertThat(in.events)
                .singleElement()
                .isEqualTo(new UploadEvent.Skipped(forgotten, "excluded by a name pattern"));
    }
}
