package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which names of blobs become files, which stand for folders, and which are refused.
@Timeout(120)
class DownloadNamesTest extends DownloadCase {
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
    void markerOfAFolderIsSkippedWithAReason() throws Exception {
        blob("in/", "");
        blob("in/a", "1");
        DownloadSnapshot last = run(request("in/"));
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(files()).containsExactly("in/a");
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
}
