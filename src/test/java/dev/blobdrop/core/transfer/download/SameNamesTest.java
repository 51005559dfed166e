package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which names a folder takes for the same file.
class SameNamesTest {
    @TempDir
    Path folder;

    @Test
    void folderIsAskedAndNothingIsLeftInIt() throws IOException {
        SameNames same = SameNames.of(folder);
        assertThat(folder).isEmptyDirectory();
        Files.createFile(folder.resolve("a"));
        assertThat(same.asciiCase()).isEqualTo(Files.exists(folder.resolve("A")));
        Files.createFile(folder.resolve("\u00E9"));
        assertThat(same.form().isPresent()).isEqualTo(Files.exists(folder.resolve("e\u0301")));
        Files.createFile(folder.resolve("x"));
        assertThat(same.ends()).isEqualTo(Files.exists(folder.resolve("x.")));
    }

    @Test
    void folderThatCannotBeWrittenTellsAllNamesApart() {
        assertThat(SameNames.of(Path.of("/proc"))).isEqualTo(SameNames.EXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "A.txt, a.txt, true",
        "D/x, d/X, true",
        "É, e\u0301, true",
        "STRASSE, straße, true",
        "x\u200Dy, xy, true",
        "x., x, true",
        "d./y, 'd /y', true",
        "x.y, xy, false",
        "a/b, ab, false"
    })
    void namesThatAreTheSame(String one, String other, boolean same) {
        SameNames all = new SameNames(true, true, true, Optional.of(Normalizer.Form.NFC), true, true);
        assertThat(all.key(one).equals(all.key(other))).isEqualTo(same);
        assertThat(SameNames.EXACT.key(one)).isNotEqualTo(SameNames.EXACT.key(other));
    }

    @Test
    void whatLooksTheSameIsTheSameWhereTheFolderSaysSo() {
        SameNames looks = new SameNames(false, false, false, Optional.of(Normalizer.Form.NFKC), false, false);
        assertThat(looks.key("\uFB01")).isEqualTo(looks.key("fi"));
        assertThat(looks.key("A")).isNotEqualTo(looks.key("a"));
    }
}
