package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SourceNameTest {
    @TempDir Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesWhoseBytesAreNoCharactersAreRefusedInsteadOfMixedUp() throws Exception {
        // A shell, because Java cannot write such names.
        int made =
                new ProcessBuilder(
                                "sh", "-c", ": >$(printf 'a\\377'); : >$(printf 'a\\376'); : >ok")
                        .directory(folder.toFile())
                        .start()
                        .waitFor();
        assertThat(made).isZero();
        TestRuns runs = new TestRuns();

        TransferSnapshot end = runs.run(TestRuns.request(folder));

        assertThat(end.uploaded()).isEqualTo(1);
        assertThat(end.failed()).isEqualTo(2);
        assertThat(runs.store.names()).singleElement().asString().endsWith("/ok");
        assertThat(runs.events)
                .filteredOn(TransferEvent.Failed.class::isInstance)
                .map(event -> ((TransferEvent.Failed) event).problem())
                .allSatisfy(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("bad-blob-name");
                            assertThat(problem.detail())
                                    .isEqualTo("Its bytes are no characters of UTF-8.");
                            assertThat(problem.remedy()).containsExactly("Rename the file");
                        });
    }

    @Test
    void replacementCharacterItselfIsAName() throws IOException {
        Path file = Files.createFile(folder.resolve("odd\uFFFD"));

        assertThatCode(() -> SourceName.check(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../a", "a/../b", "./a", "a/.", "a/.."})
    void partsThatLookLikeFoldersAreRefused(String name) {
        Problem problem = Thrown.by(() -> SourceName.checkSegments(name));

        assertThat(problem.code()).isEqualTo("bad-blob-name");
        assertThat(problem.detail())
                .isEqualTo("Programs take . and .. between slashes for folders.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", "a..b/c", ".hidden/x", "x.", "a//b", "/a"})
    void otherPartsAreNot(String name) {
        assertThatCode(() -> SourceName.checkSegments(name)).doesNotThrowAnyException();
    }
}
