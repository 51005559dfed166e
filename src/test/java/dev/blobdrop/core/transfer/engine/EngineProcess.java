package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.storage.azure.PodAccount;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// One upload or download in a process of its own, which can be limited and killed.
public record EngineProcess(Process process, Path log) {
    private static final int MIB = EngineBench.MIB;

    /// What the process runs. Arguments: the source, the container, the most requests at once and
    /// the memory in MiB.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            EngineSettings settings = new EngineSettings(
                    Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]) * MIB, 0, Patience.STANDARD);
            UploadRequest request = UploadRequest.of(List.of(Path.of(arguments[0])), arguments[1]);
            UploadSnapshot end = new TransferEngine(PodAccount.open(System.getenv()), settings)
                    .start(request, System.out::println)
                    .await();
            System.out.println(end.state() + " uploaded=" + end.uploaded() + " failed=" + end.failed());
            System.exit(0);
        }
    }

    /// The same for a download, of a folder several requests at once and over nothing that is
    /// there. Arguments: the blob, the folder and the container.
    static final class GetChild {
        private GetChild() {}

        public static void main(String[] arguments) throws InterruptedException {
            boolean isFolder = arguments[0].endsWith("/");
            EngineSettings settings = new EngineSettings(isFolder ? 8 : 1, 16L * MIB, 0, Patience.STANDARD);
            DownloadRequest request = DownloadRequest.of(arguments[2], List.of(arguments[0]), Path.of(arguments[1]))
                    .ifExists(isFolder ? ConflictPolicy.SKIP : ConflictPolicy.FAIL)
                    .resuming(true);
            Download download = new TransferEngine(PodAccount.open(System.getenv()), settings)
                    .download(request, System.out::println);
            while (!download.await(Duration.ofMinutes(1))) {
                System.out.println(download.snapshot());
            }
            DownloadSnapshot end = download.snapshot();
            System.out.println(end.state() + " downloaded=" + end.downloaded());
            System.exit(0);
        }
    }

    /// One request at once for one blob, and what is interrupted is kept.
    public static EngineProcess startGet(String blob, Path folder, String... flags) throws IOException {
        Sandbox azure = SharedSandbox.get();
        return start(
                azure.accountUrl(),
                List.of(flags),
                GetChild.class,
                List.of(blob, folder.toString(), azure.container()));
    }

    static EngineProcess start(Path source, int concurrency, int memory, String... flags) throws IOException {
        return start(SharedSandbox.get().accountUrl(), source, concurrency, memory, flags);
    }

    /// @param account its address, which may have another name than the sandbox's own
    static EngineProcess start(String account, Path source, int concurrency, int memory, String... flags)
            throws IOException {
        return start(
                account,
                List.of(flags),
                Child.class,
                List.of(
                        source.toString(),
                        SharedSandbox.get().container(),
                        String.valueOf(concurrency),
                        String.valueOf(memory)));
    }

    private static EngineProcess start(String account, List<String> flags, Class<?> child, List<String> arguments)
            throws IOException {
        Sandbox azure = SharedSandbox.get();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                child.getName()));
        command.addAll(arguments);
        Path log = Files.createTempFile("child", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(azure.podEnvironment());
        environment.put("STORAGE_ACCOUNT_URL", account);
        environment.put("BLOBDROP_TRUST_HOST", URI.create(account).getHost());
        return new EngineProcess(builder.start(), log);
    }

    /// What it has said so far.
    String said() throws IOException {
        return Files.readString(log);
    }

    /// What it said, when it has ended.
    public String output() throws Exception {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("the child ends")
                    .isTrue();
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    /// Kills it that many milliseconds after something has happened.
    public void killOn(Callable<Boolean> moment, int millisLater) throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> moment.call() || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        Thread.sleep(millisLater);
        process.destroyForcibly().waitFor();
        Files.delete(log);
    }
}
