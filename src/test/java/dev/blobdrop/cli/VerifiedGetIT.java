package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.azure.PodAccount;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `get` and `cat` say with what a blob was compared.
@ExtendWith(FreshSandbox.class)
class VerifiedGetIT {
    private static final int MIB = 1024 * 1024;

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private CommandRun run(String... line) {
        return Blobdrop.run(azure.podEnvironment(), line);
    }

    private CommandRun get(String... arguments) {
        List<String> line = new ArrayList<>(List.of("get", "--to", directory + "/here"));
        line.addAll(List.of(arguments));
        return run(line.toArray(String[]::new));
    }

    private static byte[] random(int size) {
        return RandomBytes.of(size, size);
    }

    /// One blob of each kind: with an MD5, of blocks that this program has named, and of blocks of
    /// another program.
    private Path blobs() throws Exception {
        azure.blobs().put(azure.container(), "kinds/a", random(10));
        Path source =
                Files.write(Files.createDirectories(directory.resolve("kinds")).resolve("b"), random(9 * MIB));
        CommandRun sent =
                run("upload", "--integrity", "crc64", source.getParent().toString());
        assertThat(sent.exit()).as(sent.err()).isZero();
        BlobStore store = PodAccount.open(azure);
        BlobPath other = new BlobPath(azure.container(), "kinds/c");
        store.stage(other, "AAAA", BlobContent.of(ByteBuffer.wrap(random(20))), OptionalLong.empty());
        store.commit(other, List.of("AAAA"), new BlobHeaders("x/y", new byte[0]), new Condition.Absent());
        return source;
    }

    @Test
    void whatItWasComparedWithIsSaid() throws Exception {
        Path source = blobs();
        CommandRun json = get("kinds/", "--output", "json");
        assertThat(json.exit()).as(json.err()).isZero();
        assertThat(json.out().lines().filter(said -> said.contains("\"downloaded\",")))
                .anyMatch(said -> said.contains("kinds/a") && said.contains("By\":\"md5\""))
                .anyMatch(said -> said.contains("kinds/b") && said.contains("By\":\"crc64\""))
                .anyMatch(said -> said.contains("kinds/c") && said.contains("By\":\"none\""));
        assertThat(json.out()).contains("\"downloaded\":3,\"notVerified\":1,");
        assertThat(directory.resolve("here/kinds/b")).hasSameBinaryContentAs(source);

        CommandRun text = get("kinds/", "--if-exists", "replace");
        assertThat(text.err())
                .contains("3 downloaded (1 not verified), 0 skipped, 0 failed")
                .containsOnlyOnce("Not verified: the blob has no stored checksum.");
        assertThat(text.out()).doesNotContain("not verified");
        assertThat(get("kinds/c", "--if-exists", "replace", "--verbose").out()).contains("(20 B, not verified)");
        assertThat(get("kinds/a", "--if-exists", "replace").err()).doesNotContain("verified");
    }

    @Test
    void catSaysItWhenAsked() throws Exception {
        blobs();
        assertThat(run("cat", "kinds/c", "--verbose").err()).contains("Not verified: ");
        assertThat(run("cat", "kinds/b", "--verbose").err()).doesNotContain("Not verified");
        assertThat(run("cat", "kinds/c").err()).doesNotContain("erified");
    }
}
