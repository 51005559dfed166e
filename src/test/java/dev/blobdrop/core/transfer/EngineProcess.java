package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.PodAccount;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One upload in a process of its own, which can be limited.
record EngineProcess(Process process, Path log) {
    private static final int MIB = EngineBench.MIB;

    /// What the process runs. Arguments: the source, the container, the most requests at once and
    /// the memory in MiB.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            EngineSettings settings =
                    new EngineSettings(
                            Integer.parseInt(arguments[2]),
                            Long.parseLong(arguments[3]) * MIB,
                            0,
                            Patience.STANDARD);
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

    static EngineProcess start(Path source, int concurrency, int memory, String... flags)
            throws IOException {
        return start(SharedSandbox.get().accountUrl(), source, concurrency, memory, flags);
    }

    /// @param account its address, which may have another name than the sandbox's own
    static EngineProcess start(
            String account, Path source, int concurrency, int memory, String... flags)
            throws IOException {
        Sandbox azure = SharedSandbox.get();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        source.toString(),
                        azure.container(),
                        String.valueOf(concurrency),
                        String.valueOf(memory)));
        Path log = Files.createTempFile("child", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(azure.podEnvironment());
        environment.put("STORAGE_ACCOUNT_URL", account);
        return new EngineProcess(builder.start(), log);
    }

    /// What it has said so far.
    String said() throws IOException {
        return Files.readString(log);
    }

    /// What it said, when it has ended.
    String output() throws Exception {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the child ends").isTrue();
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
