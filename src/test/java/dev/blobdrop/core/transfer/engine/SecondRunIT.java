package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.sandbox.LoggedRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes over the line when everything is there already.
class SecondRunIT extends EngineCase {
    private static final int FILES = 120;

    @ParameterizedTest
    @EnumSource(
            value = ConflictPolicy.class,
            names = {"FAIL", "SKIP", "IF_DIFFERENT"})
    void manyFilesAreLookedUpByAListing(ConflictPolicy policy) throws Exception {
        bench.files("in/%03d.bin", FILES, 2_000);
        UploadRequest request = bench.request(directory.resolve("in")).ifExists(policy);
        assertThat(bench.upload(request).end().uploaded()).isEqualTo(FILES);
        int first = bench.azure.gateway().requests().size();

        UploadSnapshot again = bench.upload(request).end();

        assertThat(again.uploaded()).isZero();
        assertThat(again.bytesDone()).isZero();
        List<LoggedRequest> second = bench.azure
                .gateway()
                .requests()
                .subList(first, bench.azure.gateway().requests().size());
        assertThat(second).extracting(LoggedRequest::method).containsOnly("GET", "HEAD");
        assertThat(second).hasSizeLessThan(FILES / 5);
    }

    /// Its blocks are compared; nothing of it is sent, not even the list of them.
    @Test
    void largeFileThatIsUnchangedIsNotSent() throws Exception {
        Path file = bench.file("large.bin", 9 * EngineBench.MIB);
        bench.upload(file).only();
        int first = bench.azure.gateway().requests().size();

        UploadSnapshot again = bench.upload(bench.request(file).ifExists(ConflictPolicy.IF_DIFFERENT))
                .end();

        assertThat(again.skipped()).isEqualTo(1);
        assertThat(bench.azure.gateway().requests().stream().skip(first))
                .extracting(LoggedRequest::method)
                .containsOnly("HEAD", "GET")
                .hasSizeLessThan(5);
    }

    @Test
    void largeFileThatIsThereIsAskedForOnce() throws Exception {
        Path file = bench.file("large.bin", 9 * EngineBench.MIB);
        bench.upload(file).only();
        int first = bench.azure.gateway().requests().size();

        bench.upload(bench.request(file).ifExists(ConflictPolicy.SKIP));

        assertThat(bench.azure.gateway().requests().stream().skip(first))
                .extracting(LoggedRequest::method)
                .containsExactly("HEAD");
    }
}
