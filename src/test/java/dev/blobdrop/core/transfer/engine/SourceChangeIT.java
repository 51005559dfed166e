package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.RequestMatcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A file that changes while it is sent is noticed before anything becomes visible.
class SourceChangeIT {
    private static final int SIZE = 20 * EngineBench.MIB;
    private static final int BLOCKS = 3;

    @TempDir
    private Path directory;

    private EngineBench bench;
    private Path file;

    /// What somebody does to the file after its first block was read.
    private enum Change {
        EDIT_WHAT_WAS_READ {
            @Override
            void apply(Path file) throws IOException {
                write(file, 10);
            }
        },
        EDIT_WHAT_COMES {
            @Override
            void apply(Path file) throws IOException {
                write(file, 10);
                write(file, SIZE - 100);
            }
        },
        GROW {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
            }
        },
        TRUNCATE {
            @Override
            void apply(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(9L * EngineBench.MIB);
                }
            }
        },
        EMPTY {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        EDIT_AND_RESTORE_TIME {
            @Override
            void apply(Path file) throws IOException {
                FileTime before = Files.getLastModifiedTime(file);
                write(file, 10);
                Files.setLastModifiedTime(file, before);
            }
        },
        REPLACE {
            @Override
            void apply(Path file) throws IOException {
                Path other = file.resolveSibling("other");
                Files.copy(file, other, StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        DELETE {
            @Override
            void apply(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void apply(Path file) throws IOException;

        private static void write(Path file, long at) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap("changed".getBytes()), at);
            }
        }
    }

    @BeforeEach
    void open() {
        bench = new EngineBench(directory);
        file = bench.file("log", SIZE);
    }

    @AfterEach
    void nothingWasDeleted() {
        assertThat(bench.requests("DELETE")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void changeWhileReadingIsNoticed(Change change) throws Exception {
        bench.with(new EngineSettings(1, 8 * EngineBench.MIB, 0, Patience.STANDARD));

        assertNoticed(change, 1);
    }

    @ParameterizedTest
    @EnumSource
    void changeWhileSendingIsNoticed(Change change) throws Exception {
        bench.put("log", new byte[] {42});

        EngineRun run = assertNoticed(change, BLOCKS);

        assertThat(run.end().bytesDone()).isZero();
        assertThat(bench.content("log")).containsExactly(42);
    }

    /// @param blocks how many are read and on their way when the change comes
    private EngineRun assertNoticed(Change change, int blocks) throws Exception {
        boolean replaces = !bench.blobs().isEmpty();
        Gate gate = holdBlocks();
        EngineRun run = bench.start(bench.request(file).ifExists(ConflictPolicy.REPLACE));
        change(run, change, gate, blocks);

        assertThat(run.await().problem().kind()).isEqualTo(Kind.SOURCE_CHANGED);
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(bench.blobs()).hasSize(replaces ? 1 : 0);
        assertThat(bench.requests("PUT")).noneMatch(request -> request.query().contains("comp=blocklist"));
        return run;
    }

    @ParameterizedTest
    @EnumSource(names = {"EDIT_WHAT_WAS_READ", "EDIT_WHAT_COMES", "GROW", "TRUNCATE", "REPLACE"})
    void changedFileIsReadAgainWhereThatIsAskedFor(Change change) throws Exception {
        Gate gate = holdBlocks();
        EngineRun run = bench.start(bench.request(file).ifChanged(IfChanged.RETRY));
        change(run, change, gate, BLOCKS);

        run.await().only();

        assertThat(run.retries()).anyMatch(retry -> retry.problem().kind() == Kind.SOURCE_CHANGED);
        bench.assertSame("log", file);
    }

    @ParameterizedTest
    @EnumSource(names = {"EDIT_WHAT_WAS_READ", "GROW", "TRUNCATE"})
    void onlyGrowthIsAcceptedWhereThePrefixIsAskedFor(Change change) throws Exception {
        byte[] before = Files.readAllBytes(file);
        Gate gate = holdBlocks();
        EngineRun run = bench.start(bench.request(file).ifChanged(IfChanged.PREFIX));
        change(run, change, gate, BLOCKS);
        run.await();

        if (change == Change.GROW) {
            assertThat(run.only().size()).isEqualTo(SIZE);
            assertThat(bench.content("log")).isEqualTo(before);
        } else {
            assertThat(run.problem().kind()).isEqualTo(Kind.SOURCE_CHANGED);
            assertThat(bench.blobs()).isEmpty();
        }
    }

    @Test
    void touchAloneIsNoChange() throws Exception {
        Gate gate = holdBlocks();
        EngineRun run = bench.start(bench.request(file));
        gate.awaitArrived(BLOCKS);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
        gate.open();

        assertThat(run.await().only().size()).isEqualTo(SIZE);
        bench.assertSame("log", file);
    }

    @Test
    void smallFileIsSentAsItWasReadHoweverItChangesLater() throws Exception {
        Path small = bench.file("small", 1000);
        byte[] content = Files.readAllBytes(small);
        Gate gate = bench.azure.gateway().on(RequestMatcher.method("PUT")).hold();

        EngineRun run = bench.start(bench.request(small));
        gate.awaitArrived(1);
        Files.writeString(small, "something else and of another length");
        gate.open();

        run.await().only();
        assertThat(bench.content("small")).isEqualTo(content);
    }

    @Test
    void otherFilesOfTheRunAreNotTouchedByIt() throws Exception {
        Path other = bench.file("other", 1000);
        Gate gate = holdBlocks();
        EngineRun run = bench.start(bench.request(file, other));
        gate.awaitArrived(BLOCKS);
        Change.GROW.apply(file);
        gate.open();

        run.await();

        assertThat(run.names()).containsExactly("other");
        assertThat(run.problem().kind()).isEqualTo(Kind.SOURCE_CHANGED);
        bench.assertSame("other", other);
        assertThat(bench.upload(file).only().size()).isEqualTo(SIZE + 1);
        bench.assertSame("log", file);
    }

    private void change(EngineRun run, Change change, Gate gate, int blocks) throws Exception {
        gate.awaitArrived(blocks);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        change.apply(file);
        gate.open();
    }

    private Gate holdBlocks() {
        return bench.azure
                .gateway()
                .on(RequestMatcher.method("PUT").query("comp=block"))
                .hold();
    }
}
