package dev.blobdrop.core.transfer.download;

import static dev.blobdrop.core.transfer.download.ExclusiveRename.Outcome.REFUSED;
import static dev.blobdrop.core.transfer.download.ExclusiveRename.Outcome.RENAMED;
import static dev.blobdrop.core.transfer.download.ExclusiveRename.Outcome.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ExclusiveRenameTest {
    @TempDir
    Path folder;

    private final ExclusiveRename rename = ExclusiveRename.ofSystem();

    @Test
    void nameThatNothingHasIsGiven() throws Exception {
        Path from = Files.writeString(folder.resolve("from"), "x");
        Path to = folder.resolve("\u00e4\u00df \ud83d\ude80'\"\n\u4e2d");
        assertThat(rename.rename(from, to)).isEqualTo(RENAMED);
        assertThat(from).doesNotExist();
        assertThat(to).hasContent("x");
    }

    @Test
    void whateverHasTheNameKeepsIt() throws Exception {
        Path from = Files.writeString(folder.resolve("from"), "new");
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path sub = Files.createDirectory(folder.resolve("folder"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        for (Path there : List.of(file, sub, link)) {
            assertThat(rename.rename(from, there)).as("%s", there).isEqualTo(TAKEN);
        }
        assertThat(from).hasContent("new");
        assertThat(file).hasContent("old");
        assertThat(sub).isEmptyDirectory();
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void whatCannotBeDoneIsRefusedWithoutHarm() throws Exception {
        Path from = Files.writeString(folder.resolve("from"), "x");
        assertThat(rename.rename(from, folder.resolve("no/such"))).isEqualTo(REFUSED);
        assertThat(rename.rename(from, folder.resolve("n".repeat(300)))).isEqualTo(REFUSED);
        assertThat(rename.rename(folder.resolve("nothing"), from.resolveSibling("to")))
                .isEqualTo(REFUSED);
        assertThat(from).hasContent("x");
    }

    @Test
    void ofManyAtOnceOneGetsTheName() throws Exception {
        AtomicInteger renamed = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 50; round++) {
                Path to = folder.resolve("to" + round);
                List<Callable<Void>> all = IntStream.range(0, 8)
                        .mapToObj(number -> {
                            Path from = folder.resolve("from" + number);
                            return (Callable<Void>) () -> {
                                Files.writeString(from, "x");
                                if (rename.rename(from, to) == RENAMED) {
                                    renamed.incrementAndGet();
                                }
                                return null;
                            };
                        })
                        .toList();
                threads.invokeAll(all);
            }
        }
        assertThat(renamed).hasValue(50);
    }
}
