package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.cli.options.OptionValues;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.TransfersModel;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What "Copy as command" copies is a command line that the real parser reads back to the same
/// upload, after a real shell has taken its quotes away.
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class CopyAsCommandTest {
    private static final List<Path> ODD = List.of(
            Path.of("/tmp/plain.txt"),
            Path.of("/tmp/with space"),
            Path.of("/tmp/it's \"quoted\""),
            Path.of("/tmp/$HOME `id` $(id) \\ * ? [a] {b,c}"),
            Path.of("/tmp/two\nlines"),
            Path.of("/tmp/-dash --to x"),
            Path.of("/tmp/~tilde#hash&amp;|<>"),
            Path.of("/tmp/grüße 日本"),
            Path.of("@relative"));

    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);
    private final SessionModel session = new SessionModel(inline, new FakeConnector(), Environment.EMPTY);
    private final UiThreads atOnce = new UiThreads(Runnable::run, Runnable::run, () -> true);
    private final TransfersModel transfers = new TransfersModel(atOnce, session, System::nanoTime);

    private UploadCommand parsed(TransferRow row) throws Exception {
        List<String> words = throughShell(transfers.command(row));
        assertThat(words.subList(0, 2)).containsExactly("blobdrop", "upload");
        CommandLine line = new CommandLine(new UploadCommand());
        line.setExpandAtFiles(false);
        line.parseArgs(words.subList(2, words.size()).toArray(String[]::new));
        return line.getCommand();
    }

    private static List<String> throughShell(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "for w in " + command + "; do printf '%s\\0' \"$w\"; done")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return new ArrayList<>(Arrays.asList(out.split("\0")));
    }

    @Test
    void oddPathsSurviveTheShellAndTheParser() throws Exception {
        session.accountText().set("https://127.0.0.1:10000/devstoreaccount1");
        session.containerText().set("reports");
        session.accept();
        transfers.ifExists().set(ConflictPolicy.KEEP_BOTH);
        transfers.drop(ODD, "20 26/it's/");

        UploadCommand upload = parsed(transfers.rows().getFirst());

        assertThat(upload.paths)
                .containsExactlyElementsOf(
                        ODD.stream().map(Path::toAbsolutePath).toList());
        assertThat(upload.options.to).isEqualTo("20 26/it's/");
        assertThat(upload.ifExists).isEqualTo("keep-both");
        assertThat(upload.connection.accountUrl).hasValue("https://127.0.0.1:10000/devstoreaccount1");
        assertThat(upload.connection.container).hasValue("reports");
    }

    @Test
    void askingBecomesFailingBecauseNobodyCanAnswerThere() throws Exception {
        transfers.drop(List.of(Path.of("/tmp/a")), "");
        UploadCommand upload = parsed(transfers.rows().getFirst());
        assertThat(upload.ifExists).isEqualTo("fail");
        assertThat(upload.options.to).isEmpty();
        assertThat(upload.connection.accountUrl).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 500_000, 512 * 1024, 2 * 1024 * 1024, 3_000_000_000L})
    void limitOfTheWindowIsThatOfTheCommand(long limit) throws Exception {
        transfers.drop(List.of(Path.of("/tmp/a")), "");
        TransferRow row = transfers.rows().getFirst();
        assertThat(parsed(row).options.limits.bandwidth).isEmpty();
        transfers.bandwidth().set(limit);
        String rate = parsed(row).options.limits.bandwidth.orElseThrow();
        assertThat(OptionValues.rate("--bandwidth", rate)).isEqualTo(limit);
    }
}
