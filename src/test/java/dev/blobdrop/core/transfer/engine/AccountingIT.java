package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.RequestMatcher;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Everything that was named or found is accounted for, exactly once, with a reason.
class AccountingIT {
    @TempDir
    private Path directory;

    private EngineBench bench;
    private Path in;

    @BeforeEach
    void open() throws Exception {
        bench = new EngineBench(directory);
        in = Files.createDirectory(directory.resolve("in"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void oddThingsInAFolderAreSkippedOrFailWithAReason() throws Exception {
        Path good = bench.file("in/good.txt", 10);
        Path pipe = in.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path loop = Files.createSymbolicLink(in.resolve("loop"), in);
        Path dangling = Files.createSymbolicLink(in.resolve("dangling"), Path.of("nowhere"));
        Path link = Files.createSymbolicLink(in.resolve("link"), good);
        Path backslash = bench.file("in/a\\b", 10);
        Path control = bench.file("in/bell\u0007", 10);
        Path newline = bench.file("in/two\nlines", 10);
        Path socket = in.resolve("socket");

        EngineRun run;
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            run = bench.upload(in);
        }

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.end().found()).isEqualTo(9);
        assertThat(run.names()).containsExactly("in/good.txt");
        assertThat(run.of(UploadEvent.Skipped.class))
                .extracting(UploadEvent.Skipped::source)
                .containsExactlyInAnyOrder(pipe, loop, dangling, link, socket);
        assertThat(run.of(UploadEvent.Skipped.class))
                .allSatisfy(skipped -> assertThat(skipped.reason()).isNotBlank());
        assertThat(run.of(UploadEvent.Failed.class))
                .extracting(UploadEvent.Failed::source)
                .containsExactlyInAnyOrder(backslash, control, newline);
        assertThat(run.problem(backslash).code()).isEqualTo("bad-blob-name");
        assertThat(run.problem(control).title()).doesNotContain("\u0007");
        assertThat(bench.blobs()).containsExactly("in/good.txt");
        assertThat(run.end().bytesDone()).isEqualTo(10);
        assertOneEnding(run, 9);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void namedThingsThatCannotBeReadFail() throws Exception {
        Path good = bench.file("good.txt", 10);
        Path missing = directory.resolve("missing");
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), missing);
        Path self = directory.resolve("self");
        Files.createSymbolicLink(self, self);
        Path named = Files.createSymbolicLink(directory.resolve("named"), in);
        bench.file("in/inside", 5);

        EngineRun run = bench.upload(good, missing, dangling, self, named);

        assertThat(run.names()).containsExactly("good.txt", "named/inside");
        assertThat(run.problem(missing).code()).isEqualTo("no-such-file");
        assertThat(run.problem(missing).kind()).isEqualTo(Kind.SOURCE_UNUSABLE);
        assertThat(run.problem(dangling).code()).isEqualTo("no-such-file");
        assertThat(run.problem(self).kind()).isEqualTo(Kind.SOURCE_UNUSABLE);
        assertOneEnding(run, 5);
    }

    @Test
    void fileThatVanishesBetweenTheWalkAndItsTurnFails() throws Exception {
        List<Path> files = bench.files("in/f%02d", 6, 100);
        bench.with(bench.settings().withConcurrency(1));
        Gate first =
                bench.azure.gateway().on(RequestMatcher.method("PUT")).times(1).hold();

        EngineRun run = bench.start(bench.request(files));
        first.awaitArrived(1);
        await().until(() -> !run.end().scanning());
        Files.delete(files.get(4));
        Files.delete(files.get(5));
        Files.createDirectory(files.get(5));
        first.open();
        run.await();

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.names()).containsExactly("f00", "f01", "f02", "f03");
        assertThat(run.problem(files.get(4)).code()).isEqualTo("no-such-file");
        assertThat(run.problem(files.get(5)).kind()).isEqualTo(Kind.SOURCE_UNUSABLE);
        assertOneEnding(run, 6);
    }

    @Test
    void nameMayHave1024CharactersAndNotOneMore() throws Exception {
        String folder = "d".repeat(250);
        String deep = "in/" + folder + "/" + folder + "/" + folder + "/" + folder + "/";
        String longest = deep + "x".repeat(1024 - deep.length());
        Path fits = bench.file(longest, 10);
        Path tooLong = bench.file(longest + "y", 10);

        EngineRun run = bench.upload(in);

        assertThat(run.names()).containsExactly(longest);
        assertThat(run.problem(tooLong).code()).isEqualTo("bad-blob-name");
        assertThat(run.problem(tooLong).detail()).contains("1025");
        bench.assertSame(longest, fits);
        assertOneEnding(run, 2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folderThatLiesTooDeepFailsAndTheOthersAreWalked() throws Exception {
        Path shallow = bench.file("in" + "/a".repeat(252) + "/last", 1);
        Path deep = bench.file("in" + "/a".repeat(302) + "/x", 1);

        EngineRun run = bench.upload(in);

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.uploaded()).extracting(e -> e.source()).containsExactly(shallow);
        assertThat(run.problem().code()).isEqualTo("too-deep");
        assertThat(deep.startsWith(run.of(UploadEvent.Failed.class).getFirst().source()))
                .isTrue();
        assertOneEnding(run, 2);
    }

    @Test
    void twoSourcesOfOneNameAreOneBlobAndOneFailure() throws Exception {
        Path one = bench.file("one/x", 10);
        Path two = bench.file("two/x", 20);

        EngineRun run = bench.upload(bench.request(one, two).ifExists(ConflictPolicy.REPLACE));

        UploadEvent.Uploaded taken = run.uploaded().getFirst();
        assertThat(run.end().uploaded()).isEqualTo(1);
        assertThat(run.problem().code()).isEqualTo("same-name");
        assertThat(run.problem().kind()).isEqualTo(Kind.CONFLICT);
        assertThat(bench.blobs()).containsExactly("x");
        bench.assertSame("x", taken.source());
        assertOneEnding(run, 2);
    }

    @Test
    void sourceNamedTwiceIsOneBlobAndOneFailure() throws Exception {
        Path file = bench.file("x", 10);

        EngineRun run = bench.upload(bench.request(file, file).ifExists(ConflictPolicy.KEEP_BOTH));

        assertThat(run.names()).containsExactly("x");
        assertThat(run.problem().code()).isEqualTo("same-name");
        assertThat(run.end().found()).isEqualTo(2);
        assertThat(bench.blobs()).containsExactly("x");
    }

    @Test
    void normalFormsOfOneNameAreTwoBlobsAsTheyAreTwoFiles() throws Exception {
        bench.file("in/caf\u00e9", 10);
        bench.file("in/cafe\u0301", 10);

        EngineRun run = bench.upload(in);

        assertThat(run.names()).containsExactlyInAnyOrder("in/caf\u00e9", "in/cafe\u0301");
        assertThat(bench.blobs()).containsExactlyInAnyOrder("in/caf\u00e9", "in/cafe\u0301");
        assertOneEnding(run, 2);
    }

    @Test
    void emptyFolderIsNoFile() throws Exception {
        EngineRun run = bench.upload(in);

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.end().found()).isZero();
        assertThat(run.events()).isEmpty();
        assertThat(bench.azure.gateway().requests()).isEmpty();
    }

    @Test
    void manyFilesAreCountedExactly() throws Exception {
        bench.files("in/f%04d", 1500, 20);
        bench.azure.gateway().on(RequestMatcher.method("PUT").path("7$")).answer(409, "Odd");

        EngineRun run = bench.upload(in);

        assertThat(run.end().found()).isEqualTo(1500);
        assertThat(run.end().uploaded()).isEqualTo(1350);
        assertThat(run.end().failed()).isEqualTo(150);
        assertThat(run.end().bytesFound()).isEqualTo(30_000);
        assertThat(run.end().bytesDone()).isEqualTo(27_000);
        assertThat(bench.blobs()).containsExactlyElementsOf(run.names());
        assertOneEnding(run, 1500);
    }

    @Test
    void listenerThatFailsDoesNotHangTheRun() throws Exception {
        bench.files("in/f%d", 5, 10);
        Files.createSymbolicLink(in.resolve("link"), Path.of("f0"));
        TransferEngine engine = new TransferEngine(bench.store(), bench.settings());

        Upload transfer = engine.start(bench.request(in), event -> {
            throw new IllegalStateException("a listener's defect");
        });

        assertThat(transfer.await(Duration.ofMinutes(1))).isTrue();
        assertThat(transfer.snapshot().stoppedBy().orElseThrow().kind()).isEqualTo(Kind.BUG);
    }

    private static void assertOneEnding(EngineRun run, int found) {
        Map<Path, Long> endings = run.events().stream()
                .filter(event -> !(event instanceof UploadEvent.Retrying))
                .map(UploadEvent::source)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(run.end().found()).isEqualTo(found);
        assertThat(endings).hasSize(found);
        assertThat(endings.values()).containsOnly(1L);
    }
}
