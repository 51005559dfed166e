package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What keeps a file from being written is known whatever language the system speaks.
class FileProblemsTest {
    private static final Path FILE = Path.of("target", "x");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No space left on device | disk-full",
                "Auf dem Gerät ist kein Speicherplatz mehr verfügbar | disk-full",
                "Aucun espace disponible sur le périphérique | disk-full",
                "No queda espacio en el dispositivo | disk-full",
                "デバイスに空き領域がありません | disk-full",
                "There is not enough space on the disk | disk-full",
                "Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung | disk-full",
                "Disk quota exceeded | quota-exceeded",
                "Der zugewiesene Plattenplatz (Quota) ist überschritten | quota-exceeded",
                "Read-only file system | read-only",
                "Das Dateisystem ist nur lesbar | read-only",
                "File too large | file-too-large",
                "Die Datei ist zu groß | file-too-large",
                "File name too long | name-too-long",
                "Der Dateiname ist zu lang | name-too-long",
                "Too many open files | too-many-open-files",
                "Zu viele offene Dateien | too-many-open-files",
                "Too many open files in system | too-many-open-files",
                "Input/output error | unwritable"
            })
    void wordsOfTheSystemAreUnderstood(String said, String code) {
        assertThat(FileProblems.writing(FILE, new IOException(said)).code()).isEqualTo(code);
        assertThat(FileProblems.writing(FILE, new FileSystemException("x", null, said))
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Broken pipe",
                "Datenübergabe unterbrochen (broken pipe)",
                "Relais brisé (pipe)",
                "Tubería rota",
                "パイプが切断されました",
                "The pipe is being closed"
            })
    void readerWhoWentAwayIsKnownInManyLanguages(String said) {
        assertThat(FileProblems.isReaderGone(new IOException(said))).isTrue();
        assertThat(FileProblems.isReaderGone(new IOException("No space left on device")))
                .isFalse();
    }

    @Test
    void realFullDeviceIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no such device");
        try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            assertThat(FileProblems.writing(FILE, e).code()).isEqualTo("disk-full");
            assertThat(SystemErrors.cause(e)).hasValue(SystemErrors.Cause.FULL);
        }
    }

    @Test
    void onlyTheDisksTroubleIsThatOfAllFiles() {
        assertThat(FileProblems.meetsAll(written("No space left on device"))).isTrue();
        assertThat(FileProblems.meetsAll(written("Disk quota exceeded"))).isTrue();
        assertThat(FileProblems.meetsAll(written("Read-only file system"))).isTrue();
        assertThat(FileProblems.meetsAll(written("File too large"))).isFalse();
        assertThat(FileProblems.meetsAll(written("File name too long"))).isFalse();
    }

    private static Problem written(String said) {
        return FileProblems.writing(FILE, new IOException(said));
    }

    @Test
    void namesThatCannotBeFilesAreToldFromMissingOnes() {
        NoSuchFileException missing = new NoSuchFileException("x");
        assertThat(FileProblems.reading(Path.of("-"), missing).detail()).contains("standard input");
        assertThat(FileProblems.reading(Path.of("bad\uFFFD.txt"), missing).detail())
                .contains("not valid UTF-8");
        assertThat(FileProblems.reading(Path.of("x"), missing).detail()).isEqualTo("There is no such file.");
    }

    @Test
    void fileTroubleIsSaidInPlainWords() {
        Path file = Path.of("data.csv");
        Problem missing = FileProblems.reading(file, new NoSuchFileException("data.csv"));
        assertThat(missing.code()).isEqualTo("no-such-file");
        assertThat(missing.kind()).isEqualTo(Problem.Kind.SOURCE_UNUSABLE);
        assertThat(missing.title()).isEqualTo("Cannot read data.csv");
        Problem denied = FileProblems.reading(file, new AccessDeniedException("data.csv"));
        assertThat(denied.code()).isEqualTo("unreadable");
        assertThat(denied.detail()).isEqualTo("This user may not read it.");
        assertThat(FileProblems.reading(file, new FileSystemLoopException("x")).detail())
                .isEqualTo("It is a folder that contains itself.");
        assertThat(FileProblems.reading(file, new IOException("Input/output error"))
                        .detail())
                .isEqualTo("Reading failed: Input/output error.");
        assertThat(FileProblems.reading(file, new IOException()).detail()).doesNotContain("null");
    }
}
