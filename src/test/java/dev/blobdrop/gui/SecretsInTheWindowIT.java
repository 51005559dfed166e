package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.AzureConnector;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Neither the window's files nor its texts contain a secret, whether typed or repeated by an
/// answer.
@Timeout(60)
class SecretsInTheWindowIT {
    private static final String SIGNED =
            "https://contosodata.blob.core.windows.net/c1c/a.txt?sv=1&sig=planted-signature";
    private static final String CONNECTION = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=planted-key==";

    private final Sandbox azure = SharedSandbox.get();
    private final UiThreads inline = new UiThreads(Runnable::run, Runnable::run, () -> true);

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void reset() {
        azure.reset();
    }

    private Models window() {
        Map<String, String> variables = new HashMap<>(azure.podEnvironment());
        variables.put("XDG_CONFIG_HOME", folder.resolve("settings").toString());
        variables.put("SOME_API_TOKEN", "planted-api-token");
        Environment environment = new Environment(variables);
        return Models.of(
                inline, new AzureConnector(environment), environment, SettingsFile.of(environment), Settings.STANDARD);
    }

    private void assertNothingKept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("settings"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("planted");
            }
        }
    }

    @Test
    void whatWasTypedByMistakeIsNotKept() throws IOException {
        Models models = window();
        models.session().start();
        for (String typed : List.of(SIGNED, CONNECTION)) {
            models.session().accountText().set(typed);
            models.session().accept();
            assertThat(models.session().notice().get().orElseThrow().toString()).doesNotContain("planted");
            models.explorer().goTo(typed);
            assertThat(models.session().notice().get().map(Notice::toString).orElse(""))
                    .doesNotContain("planted");
        }
        models.refresh();
        models.transfers().close();
        models.finish();
        assertNothingKept();
    }

    @Test
    void whatAnAnswerRepeatsIsNotKept() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "a");
        azure.gateway().on(RequestMatcher.method("PUT")).answer(400, "Odd planted-api-token");
        Models models = window();
        models.session().start();
        models.transfers().drop(List.of(file), "");
        TransferRow row = models.transfers().rows().getFirst();
        for (int i = 0; i < 500 && row.stage() != RowStage.FAILED; i++) {
            models.refresh();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(row.stage()).isEqualTo(RowStage.FAILED);
        assertThat(row.state().get().message()).doesNotContain("planted");
        models.transfers().close();
        models.finish();
        assertThat(folder.resolve("settings")).isNotEmptyDirectory();
        assertNothingKept();
    }
}
