package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSpaceTest {
    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    private LongSupplier coming(long bytes) {
        return () -> {
            looks.incrementAndGet();
            return bytes;
        };
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Test
    void smallFilesShareALookForAMoment() {
        FreeSpace space = new FreeSpace(folder, clock::get);
        for (int i = 0; i < 1_000; i++) {
            space.check(4_096, coming(0));
        }
        assertThat(looks).hasValue(1);
        clock.addAndGet(1_000_000_000);
        space.check(4_096, coming(0));
        assertThat(looks).as("others write there too").hasValue(2);
    }

    @Test
    void whatManyAskForTogetherIsNotMoreThanThereIs() throws Exception {
        FreeSpace space = new FreeSpace(folder, clock::get);
        long each = free() / 8;
        long[] begun = {0};
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 9; i++) {
                        space.check(each, coming(begun[0]));
                        begun[0] += each;
                    }
                })
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo("disk-full"));
        assertThat(begun[0]).isGreaterThan(each).isLessThanOrEqualTo(8 * each);
    }

    @Test
    void whatIsComingCounts() throws Exception {
        FreeSpace space = new FreeSpace(folder, clock::get);
        long most = free();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> space.check(most / 2, coming(most)));
    }
}
