package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Thrown;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNameTest {
    private static final Path FOLDER = Path.of("target", "somewhere");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "..",
                "/etc/passwd",
                "a//b",
                "a/./b",
                "a/",
                "",
                "a\\b",
                "..\\a",
                "a\tb",
                "a\u0000b"
            })
    void nameThatLeadsOutOrIsNoNameIsRefused(String name) {
        assertThat(Thrown.by(() -> LocalName.below(FOLDER, name, false)).code()).isEqualTo("bad-file-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "what?", "*.txt", "nul", "con.txt", "a/COM1", "a.", "a ", "C:/x"})
    void nameThatWindowsDoesNotHaveIsRefusedThereOnly(String name) {
        assertThat(Thrown.by(() -> LocalName.below(FOLDER, name, true)).code()).isEqualTo("bad-file-name");
        assertThat(LocalName.below(FOLDER, name, false)).isEqualTo(FOLDER.resolve(name));
    }

    @Test
    void slashesMakeFolders() {
        assertThat(LocalName.below(FOLDER, "a/..b/console.txt", true))
                .isEqualTo(FOLDER.resolve("a").resolve("..b").resolve("console.txt"));
    }
}
