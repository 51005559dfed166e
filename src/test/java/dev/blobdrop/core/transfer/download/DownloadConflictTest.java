package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadEvent.Skipped;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a download does where its file, or another blob of the run, has the name already.
@Timeout(120)
class DownloadConflictTest extends DownloadCase {
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
}
