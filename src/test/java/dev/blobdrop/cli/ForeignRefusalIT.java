package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.OneAnswer;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Refusals that are not in the service's form, as a firewall or a proxy in its place gives them,
/// are refusals all the same: told at once, by their status, not tried again for as long as the
/// network's trouble is.
@ExtendWith(FreshSandbox.class)
@Timeout(60)
class ForeignRefusalIT {
    private static final Map<String, String> SERVICE = Map.of("x-ms-error-code", "NoSuchThing");

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ls c1c|403|<html>Blocked by the company's firewall</html>",
                "ls|403|<html>Blocked</html>",
                "ls c1c|400|Bad request",
                "stat a|403|<html>Blocked</html>",
                "mkcontainer c1c|403|<html>Blocked</html>",
                "rm a|403|<html>Blocked</html>",
                "cat a|403|<html>Blocked</html>",
                "get a --to {dir}/o|403|<html>Blocked</html>",
                "upload {dir}/file.txt|403|<html>Blocked</html>",
                "hello|403|<html>Blocked</html>",
                "ls c1c|403|''",
                "ls c1c|403|{not json",
                "ls c1c|404|\"text\"",
            })
    void refusalWithoutAContentTypeIsReportedAtOnce(String line, int status, String body) throws Exception {
        Files.writeString(directory.resolve("file.txt"), "content");
        try (OneAnswer server = new OneAnswer(azure.certificateAuthority(), status, Map.of(), body)) {
            assertToldAtOnce(line, status, server);
        }
    }

    @ParameterizedTest
    @CsvSource({"ls c1c", "ls"})
    void refusalOfTheServiceWithoutAContentTypeKeepsItsCode(String line) throws Exception {
        String xml = "<?xml version=\"1.0\"?><Error><Code>NoSuchThing</Code></Error>";
        try (OneAnswer server = new OneAnswer(azure.certificateAuthority(), 409, SERVICE, xml)) {
            assertThat(assertToldAtOnce(line, 409, server).err()).contains("NoSuchThing");
        }
    }

    private CommandRun assertToldAtOnce(String line, int status, OneAnswer server) {
        Map<String, String> environment =
                Variables.with(azure.podEnvironment(), "STORAGE_ACCOUNT_URL", server.accountUrl());
        CommandRun run = Blobdrop.run(
                environment, line.replace("{dir}", directory.toString()).split(" "));

        assertThat(run.exit()).as(run.out() + run.err()).isNotIn(0, 1, 20);
        assertThat(run.err()).doesNotContain("retrying in", "Exception", "JsonReader", "json");
        assertThat(server.requests()).as("tries").isLessThan(4);
        return run;
    }
}
