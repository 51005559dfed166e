package dev.blobdrop.core.transfer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.storage.BlobPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeNameTest {
    @ParameterizedTest
    @CsvSource({
        "report.csv,0,report.csv",
        "report.csv,1,report (1).csv",
        "report.csv,12,report (12).csv",
        "a.tar.gz,1,a.tar (1).gz",
        "dir.d/file,1,dir.d/file (1)",
        "dir/.bashrc,1,dir/.bashrc (1)",
        ".bashrc,1,.bashrc (1)",
        "dir/a.b,2,dir/a (2).b",
        "name.,1,name (1).",
    })
    void numberStandsBeforeTheExtension(String name, int number, String expected) {
        assertThat(FreeName.of(new BlobPath("data", name), number)).isEqualTo(new BlobPath("data", expected));
    }

    @Test
    void nameThatBecomesTooLongIsRefused() {
        BlobPath full = new BlobPath("data", "x".repeat(1024));
        assertThat(Thrown.by(() -> FreeName.of(full, 1)).code()).isEqualTo("bad-blob-name");
    }
}
