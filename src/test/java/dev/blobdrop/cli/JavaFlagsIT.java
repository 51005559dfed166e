package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The options that the script gives to the Java virtual machine.
class JavaFlagsIT extends LauncherCase {
    @Test
    void optionsReachTheVirtualMachine() {
        Map<String, String> environment = Map.of("PATH", TOOLS, "BLOBDROP_JAVA_OPTS", "-Xmx64m -XshowSettings:vm");

        CommandRun run = version(Blobdrop.PROGRAM, environment);

        assertThat(run.exit()).isZero();
        assertThat(run.err() + run.out()).contains("Max. Heap Size: 64.00M");
    }

    @Test
    void optionsThatJavaRefusesAreBadConfiguration() {
        CommandRun run = version(Blobdrop.PROGRAM, Map.of("PATH", TOOLS, "BLOBDROP_JAVA_OPTS", "-Xmx64m -Xnope"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("Error: Java cannot be started with the options in BLOBDROP_JAVA_OPTS.")
                .contains("Unrecognized option: -Xnope");
    }

    @Test
    void commandLineRunsWithTheQuickCompiler() throws IOException {
        assertThat(flags(HOME, "gnu", "--version"))
                .contains(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:AOTCache=" + HOME.resolve("lib/blobdrop.aot"))
                .doesNotContain("--module-path");
    }

    @Test
    void windowRunsWithAllCompilers() throws IOException {
        assertThat(flags(HOME, "gnu", "gui"))
                .contains(
                        "-XX:+UseSerialGC",
                        "-XX:MaxHeapFreeRatio=20",
                        "--module-path",
                        "-XX:AOTCache=" + HOME.resolve("lib/desktop/window.aot"))
                .noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
    }

    /// The toolkit would find out slowly, and draw by itself then too.
    @Test
    void windowLooksForNoGraphicsDeviceWhereThereIsNone() throws IOException {
        boolean device = Stream.of("/dev/dri", "/dev/nvidiactl", "/dev/dxg")
                .map(Path::of)
                .anyMatch(Files::exists);
        assertThat(flags(HOME, "gnu", "gui").contains("-Dprism.order=sw")).isEqualTo(!device);
        assertThat(flags(HOME, "gnu", "whoami")).noneMatch(flag -> flag.startsWith("-Dprism"));
    }

    @Test
    void quickCompilerIsNeverUsedWithJavaTls() throws IOException {
        Path copy = directory.resolve("no-natives");
        copy(HOME, copy);
        try (Stream<Path> natives = Files.list(copy.resolve("lib/native"))) {
            for (Path library : natives.toList()) {
                Files.delete(library);
            }
        }

        assertThat(flags(copy, "gnu", "whoami")).noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
        assertThat(flags(HOME, "musl", "whoami")).noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
    }

    /// A library that is there and cannot be loaded, and no folder to unpack the other copy to.
    @Test
    void unloadableNativeTlsIsReported() throws IOException {
        Path copy = directory.resolve("broken-natives");
        copy(HOME, copy);
        try (Stream<Path> natives = Files.list(copy.resolve("lib/native"))) {
            for (Path library : natives.toList()) {
                Files.writeString(library, "no library");
            }
        }
        var environment = new TreeMap<>(SharedSandbox.get().podEnvironment());
        environment.put("BLOBDROP_JAVA_OPTS", "-Dio.netty.native.workdir=/proc");

        CommandRun run = Blobdrop.start(
                        directory,
                        Map.copyOf(environment),
                        copy.resolve("bin/blobdrop"),
                        "whoami",
                        "--credential",
                        "workload-identity")
                .await();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("Cannot load the native TLS library");
    }

    @Test
    void userOptionsComeLast() throws IOException {
        var environment = new TreeMap<>(tools());
        environment.put("BLOBDROP_JAVA_OPTS", "-XX:TieredStopAtLevel=4 -XX:+PrintFlagsFinal -Xlog:disable");

        CommandRun run = version(Blobdrop.PROGRAM, Map.copyOf(environment));

        assertThat(run.exit()).isZero();
        assertThat(run.out() + run.err()).containsPattern("TieredStopAtLevel +:?= 4 ");
    }
}
