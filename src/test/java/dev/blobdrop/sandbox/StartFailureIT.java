package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each reason not to start is one sentence, and leaves neither a process nor a directory.
class StartFailureIT {
    private final SandboxOptions options = SandboxOptions.defaults();

    @TempDir
    private Path directory;

    private List<String> statesBefore = List.of();
    private long childrenBefore;

    @BeforeEach
    void remember() throws IOException {
        statesBefore = states();
        childrenBefore = nodes();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(states()).isEqualTo(statesBefore);
        assertThat(nodes()).isEqualTo(childrenBefore);
    }

    @Test
    void nodeMissing() {
        assertFails(options.withSearchPath(directory.toString()))
                .hasMessage("Node.js 20 or newer is needed for the sandbox's blob service, but node was"
                        + " not found on PATH. Install it and try again.");
    }

    @Test
    void nodeTooOld() throws IOException {
        program("node", "echo v18.19.1");

        assertFails(options.withSearchPath(directory.toString()))
                .hasMessageStartingWith("Node.js 20 or newer is needed")
                .hasMessageContaining("the node on PATH is v18.19.1");
    }

    @Test
    void npmMissing() throws IOException {
        program("node", "echo v20.1.0");

        assertFails(options.withSearchPath(directory.toString())).hasMessageStartingWith("npm is needed");
    }

    @Test
    void npmUnreachable() {
        int closed = Ports.available(0);
        Map<String, String> settings = Map.of(
                "npm_config_registry",
                "http://127.0.0.1:" + closed + "/",
                "npm_config_replace_registry_host",
                "always",
                "npm_config_cache",
                directory.resolve("cache").toString(),
                "npm_config_userconfig",
                directory.resolve("npmrc").toString(),
                "npm_config_fetch_retries",
                "0");

        assertFails(options.withNpm(directory.resolve("npm"), settings))
                .hasMessageStartingWith("npm could not install Azurite: ")
                .hasMessageContaining("ECONNREFUSED")
                .hasMessageEndingWith("Check the network or npm's registry setting and try again.");
        assertThat(directory.resolve("npm")).isDirectoryNotContaining("glob:**/.installed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void portTaken(int position) throws IOException {
        try (var taken = new ServerSocket(0, 1, Ports.loopback())) {
            int port = taken.getLocalPort();
            int[] ports = new int[4];
            ports[position] = port;

            assertFails(options.withPorts(ports[0], ports[1], ports[2], ports[3]))
                    .hasMessage("Port "
                            + port
                            + " on 127.0.0.1 is already in use. End the program that holds"
                            + " it or choose another port.");
        }
    }

    @Test
    void azuriteEndsDuringItsStart() throws IOException {
        program("node", "[ \"$1\" = --version ] && echo v20.1.0 || { echo 'no such thing'; exit 3; }");
        program(
                "npm",
                "mkdir -p node_modules/azurite/dist/src/blob" + " && : > node_modules/azurite/dist/src/blob/main.js");

        assertFails(withStandIns()).hasMessage("Azurite ended during its start: no such thing");
    }

    @Test
    void npmInstallsNothing() throws IOException {
        program("node", "echo v20.1.0");
        program("npm", "exit 0");

        assertFails(withStandIns()).hasMessageStartingWith("npm ended without an error but did not install Azurite");
        assertThat(directory.resolve("npm-packages")).isDirectoryNotContaining("glob:**/.installed");
    }

    /// Stand-ins install into a folder of their own: the shared one must hold the real packages.
    private SandboxOptions withStandIns() {
        return options.withSearchPath(directory + ":/usr/bin:/bin")
                .withNpm(directory.resolve("npm-packages"), Map.of());
    }

    private static AbstractThrowableAssert<?, ?> assertFails(SandboxOptions options) {
        return assertThatThrownBy(() -> Sandbox.start(options).close()).isInstanceOf(SandboxException.class);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> states() throws IOException {
        Path parent = Files.createDirectories(options.project().resolve("target/sandbox"));
        try (var found = Files.list(parent)) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(Sandbox.statePrefix()))
                    .sorted()
                    .toList();
        }
    }

    private static long nodes() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("node"))
                .count();
    }
}
