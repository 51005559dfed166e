package dev.blobdrop.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is sent and when, to an account in memory.
@Timeout(120)
class FolderWatchTest {
    private final WatchedFolder in;

    FolderWatchTest(@TempDir Path temporary) {
        in = new WatchedFolder(temporary);
    }

    @AfterEach
    void close() {
        in.close();
    }

    @Test
    void whatIsThereAndWhatComesArrivesUnderItsPlaceInTheFolder() throws Exception {
        in.file("a.txt", "1");
        in.file("sub/b.txt", "2");
        in.start();
        in.await("a.txt", "sub/b.txt");
        in.file("c.txt", "3");
        in.whole("new/deep/er/d.txt", "4");
        in.file("sub/e.txt", "5");
        in.await("c.txt", "new/deep/er/d.txt", "sub/e.txt");
        WatchSnapshot last = in.stop();
        assertThat(last.uploaded()).isEqualTo(5);
        assertThat(last.bytes()).isEqualTo(5);
        assertThat(last.left()).isZero();
        assertThat(last.end()).contains(WatchSnapshot.End.STOPPED);
        assertThat(in.store.count("put")).isEqualTo(5);
    }

    @Test
    void aFileThatIsStillOpenIsNotSentHalf() throws Exception {
        in.followNotes();
        Path file = in.folder().resolve("big.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("one half,".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                in.file("meanwhile" + i, "x");
                in.await("meanwhile" + i);
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            }
            assertThat(in.store.names()).doesNotContain("big.csv");
            out.write("the other".getBytes(StandardCharsets.UTF_8));
        }
        in.await("big.csv");
        assertThat(in.content("big.csv")).isEqualTo("one half,the other");
        assertThat(in.store.requests()).filteredOn(r -> r.verb().equals("put")).hasSize(5);
    }

    @Test
    void aFileThatWasOpenedAndIsStillEmptyIsNotSent() throws Exception {
        in.followNotes();
        try (OutputStream out = Files.newOutputStream(in.folder().resolve("result"))) {
            in.file("meanwhile", "x");
            in.await("meanwhile");
            in.file("later", "x");
            in.await("later");
            assertThat(in.store.names()).doesNotContain("result");
            out.write('y');
        }
        in.await("result");
        assertThat(in.content("result")).isEqualTo("y");
    }

    /// The watch looks when both has happened: it has to be done with the first name by then.
    @Test
    void aPassingNameIsNotSent() throws Exception {
        in.needsNotes();
        CountDownLatch renamed = new CountDownLatch(1);
        in.notes = new LateReader(in.notes, renamed);
        in.follow();
        Path part = in.file("data.part", "whole");
        Files.move(part, in.folder().resolve("data.csv"));
        renamed.countDown();
        in.await("data.csv");
        in.stop();
        assertThat(in.store.names()).containsExactly("data.csv");
    }

    @Test
    void aHardLinkAndAFileMovedInAreSent() throws Exception {
        Path outside = Files.writeString(in.outside("outside"), "x");
        in.follow();
        Files.createLink(in.folder().resolve("link"), outside);
        Files.move(
                Files.createDirectories(in.outside("tree/sub")).getParent(),
                in.folder().resolve("tree"));
        in.file("tree/sub/f", "y");
        Files.move(Files.writeString(in.outside("o2"), "z"), in.folder().resolve("moved"));
        in.await("link", "moved", "tree/sub/f");
    }

    @Test
    void aFileThatChangesIsSentAgain() throws Exception {
        in.follow();
        in.file("log", "one");
        in.await("log");
        in.file("log", "one, two");
        in.awaitContent("log", "one, two");
        assertThat(in.stop().uploaded()).isEqualTo(2);
    }

    @Test
    void anEmptyFileAndOneWithTheSameTimeAndSizeArrive() throws Exception {
        in.follow();
        Path file = in.file("same", "one");
        in.file("empty", "");
        in.await("same", "empty");
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.writeString(in.outside("other"), "two");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        in.awaitContent("same", "two");
        Files.writeString(file, "six");
        Files.setLastModifiedTime(file, time);
        in.awaitContent("same", "six");
    }

    @Test
    void aRestartSendsOnlyWhatIsNew() throws Exception {
        for (int i = 0; i < 20; i++) {
            in.file("f" + i, "content " + i);
        }
        in.start();
        in.await("f0", "f19");
        in.stop();
        assertThat(in.store.count("put")).isEqualTo(20);
        in.file("g", "while nobody watched");
        in.file("f3", "changed while nobody watched");
        in.notes = Inotify.open();
        in.start();
        in.await("g");
        WatchSnapshot last = in.stop();
        assertThat(last.uploaded()).isEqualTo(2);
        assertThat(last.skipped()).isEqualTo(19);
        assertThat(in.store.count("put")).isEqualTo(22);
        assertThat(in.content("f3")).startsWith("changed");
    }

    @Test
    void theExitFileEndsItAfterWhatCameBefore() throws Exception {
        in.exitFile = Optional.of(in.folder().resolve("DONE"));
        in.start();
        for (int i = 0; i < 50; i++) {
            in.file("f" + i, "x");
        }
        in.file("DONE", "");
        WatchSnapshot last = in.end();
        assertThat(last.end()).contains(WatchSnapshot.End.EXIT_FILE);
        assertThat(in.store.names()).hasSize(50).doesNotContain("DONE");
    }

    @Test
    void idlenessEndsIt() throws Exception {
        in.idleExit = Optional.of(Duration.ofMillis(500));
        in.file("a", "x");
        in.start();
        WatchSnapshot last = in.end();
        assertThat(last.end()).contains(WatchSnapshot.End.IDLE);
        assertThat(in.store.names()).containsExactly("a");
    }

    @Test
    void theEndSendsWhatWasJustWrittenButNothingHalf() throws Exception {
        in.followNotes();
        try (OutputStream open = Files.newOutputStream(in.folder().resolve("open"))) {
            open.write('x');
            for (int i = 0; i < 30; i++) {
                in.file("new/f" + i, "x");
            }
            in.watch.stop();
            in.until(() -> in.watch.snapshot().uploaded() == 30);
            assertThat(in.run).as("waits for the open one").isNotDone();
            in.skip(Duration.ofHours(1));
            WatchSnapshot last = in.end();
            assertThat(in.store.names()).hasSize(30).doesNotContain("open");
            assertThat(last.left()).isEqualTo(1);
        }
    }
}
