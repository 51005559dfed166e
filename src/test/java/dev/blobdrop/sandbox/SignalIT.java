package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A sandbox whose JVM gets a signal leaves no Node.js process; after SIGTERM also no directory.
class SignalIT {
    /// The program under test: starts a sandbox, says where, and waits.
    static final class Demo {
        private Demo() {}

        public static void main(String[] arguments) throws InterruptedException {
            var azure = Sandbox.start();
            System.out.println(azure.azurite().pid().orElseThrow() + " " + azure.state());
            Thread.sleep(Duration.ofMinutes(1));
        }
    }

    private record Started(Process java, ProcessHandle node, Path state) {}

    @Test
    void sigtermCleansUp() throws Exception {
        Started demo = start();

        demo.java().destroy();

        assertThat(demo.java().waitFor(Duration.ofSeconds(60))).isTrue();
        assertThat(demo.node().isAlive()).isFalse();
        assertThat(demo.state()).doesNotExist();
    }

    @Test
    void sigkillLeavesNoProcess() throws Exception {
        Started demo = start();

        demo.java().destroyForcibly();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(demo.node().isAlive()).isFalse());
        if (Files.exists(demo.state())) {
            Directories.delete(demo.state());
        }
    }

    private static Started start() throws IOException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8));
        try {
            String[] words = output.readLine().split(" ", 2);
            var node = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
            return new Started(java, node, Path.of(words[1]));
        } catch (RuntimeException e) {
            // It holds the output of this process, for whose end the build waits.
            java.destroyForcibly();
            throw e;
        }
    }
}
