package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.PodAccount;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Limits on memory and bandwidth hold.
class LimitsIT {
    private static final int MIB = EngineBench.MIB;

    @TempDir private Path directory;

    /// Far more than fits goes through a JVM whose heap is hardly larger than the engine's budget.
    @Test
    void memoryStaysWithinTheBudget() throws Exception {
        EngineBench bench = new EngineBench(directory);
        Path in = Files.createDirectory(directory.resolve("in"));
        sparse(in.resolve("large"), 96L * MIB);
        for (int number = 0; number < 20; number++) {
            sparse(in.resolve("small" + number), 8L * MIB);
        }

        String said = childUpload(in, "-Xmx112m", "-XX:MaxDirectMemorySize=96m");

        assertThat(said).contains("DONE uploaded=21 failed=0");
        assertThat(bench.blobs()).hasSize(21);
        bench.assertSame("in/large", in.resolve("large"));
        bench.assertSame("in/small19", in.resolve("small19"));
    }

    @Test
    void bandwidthLimitHolds() throws Exception {
        EngineBench bench = new EngineBench(directory);
        bench.with(bench.settings().withBandwidth(8L * MIB));
        Path large = bench.file("in/large", 16L * MIB);
        bench.files("in/small%d", 8, MIB);

        EngineRun run = bench.upload(directory.resolve("in"));

        assertThat(run.end().uploaded()).isEqualTo(9);
        assertThat(run.end().elapsed()).isGreaterThan(Duration.ofSeconds(2));
        bench.assertSame("in/large", large);
    }

    /// What the child JVM runs: one upload, with a budget of 64 MiB.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            EngineSettings settings = new EngineSettings(16, 64L * MIB, 0, Patience.STANDARD);
            UploadRequest request = UploadRequest.of(List.of(Path.of(arguments[0])), arguments[1]);
            TransferSnapshot end =
                    new TransferEngine(PodAccount.open(System.getenv()), settings)
                            .start(request, System.out::println)
                            .await();
            System.out.println(
                    end.state() + " uploaded=" + end.uploaded() + " failed=" + end.failed());
            System.exit(0);
        }
    }

    private static String childUpload(Path source, String... flags) throws Exception {
        Sandbox azure = SharedSandbox.get();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        source.toString(),
                        azure.container()));
        Path output = Files.createTempFile("child", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(azure.podEnvironment());
        Process child = builder.start();
        try {
            assertThat(child.waitFor(2, TimeUnit.MINUTES)).as("the child ends").isTrue();
            return Files.readString(output);
        } finally {
            child.destroyForcibly();
            Files.delete(output);
        }
    }

    private static void sparse(Path file, long size) throws Exception {
        try (RandomAccessFile created = new RandomAccessFile(file.toFile(), "rw")) {
            created.setLength(size);
        }
    }
}
