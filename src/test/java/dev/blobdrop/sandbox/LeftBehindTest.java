package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The build's last look at what the tests have written finds what it looks for. Nothing it is
/// shown here stays on disk.
class LeftBehindTest {
    private record Look(int exit, String said) {}

    @TempDir
    Path directory;

    private static Look look(Path... places) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "src/build/LeftBehind.java"));
        List.of(places).forEach(place -> command.add(place.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Look(process.waitFor(), said);
    }

    private Path report(String name, String line) throws IOException {
        return Files.writeString(directory.resolve(name), "<out>\n" + line + "\n</out>\n");
    }

    @Test
    void eachKindOfSecretIsFoundAndNotRepeated() throws Exception {
        String token = "ey".concat("JhbGciOiJSUzI1NiIs.e30.");
        String secret = "sbx8Q".concat("~0a1b2c3d-0000-4000-8000-000000000000");
        Path one = report("one.xml", "token " + token);
        Path two = report("two.txt", "client_".concat("assertion=abc"));
        Path three = report("three.log", "Authorization: Bearer ".concat("ey").concat("J"));
        Path four = report("four.log", "secret=" + secret.replace("~", "%7E"));
        Path five = report("five.log", secret);
        report("six.log", "nothing");

        Look look = look(directory);

        assertThat(look.exit()).isEqualTo(1);
        assertThat(look.said())
                .contains("Line 2 of " + one + " holds a token")
                .contains("Line 2 of " + two + " holds an assertion")
                .contains("Line 2 of " + three + " holds a bearer token")
                .contains("Line 2 of " + four + " holds a client secret")
                .contains("Line 2 of " + five + " holds a client secret")
                .doesNotContain("six.log", token, secret, "0a1b2c3d");
    }

    @Test
    void ordinaryReportsPass() throws Exception {
        report("one.xml", "fine");

        Look look = look(directory, directory.resolve("missing"));

        assertThat(look.said()).startsWith("1 files of the tests hold no token");
        assertThat(look.exit()).isZero();
    }

    /// What the search looks for is what the sandbox gives out.
    @Test
    void theSandboxSecretHasTheFormThatIsLookedFor() throws IOException {
        assertThat(Files.readString(Path.of("src/build/LeftBehind.java"))).contains("sbx8Q(?:~|%7E)");
        assertThat(Files.readString(Path.of("src/test/java/dev/blobdrop/sandbox/IdentityProvider.java")))
                .contains("\"sbx8Q~\" + UUID.randomUUID()");
    }
}
