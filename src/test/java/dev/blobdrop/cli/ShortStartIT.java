package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a pod's commands load, which is most of what a short one takes. A library that comes back
/// costs a tenth of a second and more, and nobody sees where.
@ExtendWith(FreshSandbox.class)
class ShortStartIT {
    private static final List<String> NOT_NEEDED = List.of(
            "com.fasterxml.jackson.",
            "com.microsoft.aad.",
            "com.azure.identity.implementation.",
            "com.azure.storage.blob.BlobServiceClient",
            "com.azure.storage.blob.implementation.",
            "reactor.core.publisher.Flux",
            "ch.qos.logback.",
            "javafx.");

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path folder;

    @Test
    void podLoadsNoLibraryThatItHasNoUseFor() throws IOException {
        Path large = Files.write(folder.resolve("large.bin"), new byte[9 << 20]);
        Path got = folder.resolve("got");
        List<List<String>> lines = List.of(
                List.of("upload", large.toString()),
                List.of("hello"),
                List.of("ls", azure.container()),
                List.of("get", "--to", got.toString(), "large.bin"));
        for (List<String> line : lines) {
            List<String> classes = loaded(line);

            assertThat(classes).as("%s", line).hasSizeBetween(2_000, 5_000);
            assertThat(classes)
                    .as("%s", line)
                    .noneMatch(type -> NOT_NEEDED.stream().anyMatch(type::startsWith));
        }
        assertThat(got.resolve("large.bin")).hasSameBinaryContentAs(large);
    }

    /// Without the start-up cache, which brings all that is in it at once.
    private List<String> loaded(List<String> line) throws IOException {
        Path log = folder.resolve("classes.log");
        Map<String, String> environment = new TreeMap<>(azure.podEnvironment());
        environment.put("BLOBDROP_JAVA_OPTS", "-XX:AOTMode=off -Xlog:class+load:file=" + log);
        List<String> words = new ArrayList<>(line);
        words.addAll(List.of("--credential", "workload-identity"));
        CommandRun run = Blobdrop.process(environment, words.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        try (Stream<String> said = Files.lines(log)) {
            return said.filter(each -> each.contains(" source: "))
                    .map(each -> each.replaceFirst("^.*] ", "").replaceFirst(" source: .*", ""))
                    .toList();
        }
    }
}
