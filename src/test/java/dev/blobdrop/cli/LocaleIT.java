package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files keep their names whatever the locale is: a container has none, and a locale that is named
/// need not be installed.
@ExtendWith(FreshSandbox.class)
class LocaleIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "LANG=C", "LC_ALL=POSIX", "LC_CTYPE=C", "LANG=zz_ZZ.UTF-8"})
    void namesAreKept(String setting) throws IOException {
        Files.writeString(directory.resolve("größe.txt"), "1");
        Files.writeString(directory.resolve("日本 😀.txt"), "2");

        CommandRun run = upload(setting);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(azure.blobs().list(azure.container())).containsExactlyInAnyOrder("in/größe.txt", "in/日本 😀.txt");
    }

    @Test
    void nameThatJavaCannotReadIsRefusedInsteadOfMixedUpWithAnother() throws IOException {
        Files.writeString(directory.resolve("ä.txt"), "1");
        Files.writeString(directory.resolve("ö.txt"), "2");

        CommandRun run = Blobdrop.start(
                        directory,
                        Variables.with(azure.podEnvironment(), "LC_ALL", "C"),
                        Path.of(System.getProperty("java.home"), "bin/java"),
                        "-jar",
                        Blobdrop.PROGRAM
                                .getParent()
                                .resolveSibling("blobdrop.jar")
                                .toString(),
                        "upload",
                        ".",
                        "--to",
                        "in")
                .await();

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("The file name is not valid US-ASCII.").contains("export LC_ALL=C.UTF-8");
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    private CommandRun upload(String setting) {
        Map<String, String> environment = azure.podEnvironment();
        int equals = setting.indexOf('=');
        return Blobdrop.start(
                        directory,
                        equals < 0
                                ? environment
                                : Variables.with(
                                        environment, setting.substring(0, equals), setting.substring(equals + 1)),
                        Blobdrop.PROGRAM,
                        "upload",
                        ".",
                        "--to",
                        "in")
                .await();
    }
}
