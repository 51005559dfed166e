package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.transfer.engine.TestRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNameTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesWhoseBytesAreNoCharactersAreRefusedInsteadOfMixedUp() throws Exception {
        // A shell, because Java cannot write such names.
        int made = new ProcessBuilder("sh", "-c", ": >$(printf 'a\\377'); : >$(printf 'a\\376'); : >ok")
                .directory(folder.toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();
        TestRuns runs = new TestRuns();

        UploadSnapshot end = runs.run(TestRuns.request(folder));

        assertThat(end.uploaded()).isEqualTo(1);
        assertThat(end.failed()).isEqualTo(2);
        assertThat(runs.store.names()).singleElement().asString().endsWith("/ok");
        assertThat(runs.events)
                .filteredOn(UploadEvent.Failed.class::isInstance)
                .map(event -> ((UploadEvent.Failed) event).problem())
                .allSatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo("bad-blob-name");
                    assertThat(problem.detail()).isEqualTo("The file name is not valid UTF-8.");
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
        assertThat(problem.detail()).isEqualTo("Programs treat . and .. between slashes as folders.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.", "...", "d./y", "a/b../c", "x. /y./z", "a/x.", "x.csv."})
    void dotsThatTheServiceDropsAreRefused(String name) {
        Problem problem = Thrown.by(() -> SourceName.checkSegments(name));

        assertThat(problem.code()).isEqualTo("bad-blob-name");
        assertThat(problem.detail()).startsWith("The service drops dots at the end of a name");
    }

    @Test
    void nameOfAFolderIsRefused() {
        assertThat(Thrown.by(() -> SourceName.checkSegments("a/")).detail())
                .isEqualTo("A name that ends with a slash is a folder.");
    }

    /// `x.` would overwrite `x` on the service.
    @Test
    void fileThatWouldOverwriteAnotherIsRefusedBeforeAnythingIsSent() throws Exception {
        for (String name : new String[] {"x", "x.", "d./y", "d/y"}) {
            Path file = folder.resolve("in").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        TestRuns runs = new TestRuns();
        UploadRequest all = TestRuns.request(folder.resolve("in"));

        UploadSnapshot end = runs.run(all.ifExists(ConflictPolicy.REPLACE));

        assertThat(end.uploaded()).isEqualTo(2);
        assertThat(end.failed()).isEqualTo(2);
        assertThat(runs.store.names()).containsExactly("in/d/y", "in/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d.", "d./", "a/../b", "a/b."})
    void prefixThatNoNameCanHaveIsRefusedBeforeAnythingElse(String prefix) {
        UploadRequest request = TestRuns.request(folder).under(prefix);

        assertThat(Thrown.by(request::checked).code()).isEqualTo("bad-blob-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{stem}.", "{path}/", "{name}/x.", "a\\{name}"})
    void templateThatNoNameCanHaveIsRefusedBeforeAnythingElse(String template) {
        UploadRequest request = TestRuns.request(folder).named(new NameTemplate(template, "host", Clock.systemUTC()));

        assertThat(Thrown.by(request::checked).code()).isEqualTo("bad-blob-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a..b/c", ".hidden/x", "a//b", "/a"})
    void otherPartsAreNot(String name) {
        assertThatCode(() -> SourceName.checkSegments(name)).doesNotThrowAnyException();
    }
}
