package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.gui.session.SignIn;
import dev.blobdrop.gui.transfers.row.Answer;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The real window with the real storage emulator under faults: nothing is lost and every file is
/// counted.
@Timeout(240)
@ExtendWith(WindowExtension.class)
class HardTimesIT {
    private static final RequestMatcher PUT = RequestMatcher.method("PUT");
    private static final Duration LIMIT = SandboxWindow.LIMIT;

    private final Sandbox sandbox = SharedSandbox.get();

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        sandbox.reset();
    }

    @Test
    void tokenThatExpiresInTheMiddleOfABatchIsRenewed() throws Exception {
        Duration lifetime = Duration.ofSeconds(4);
        sandbox.identityProvider().accessTokens().lifetime(lifetime);
        SandboxWindow window = SandboxWindow.open(sandbox);
        await().atMost(LIMIT).until(() -> window.models().session().signIn().get() instanceof SignIn.Done);
        sandbox.gateway().on(PUT).times(40).delay(Duration.ofMillis(1));
        Gate gate = sandbox.gateway().on(PUT).hold();
        TransferRow row = window.drop(SandboxWindow.files(folder.resolve("batch"), 120));
        gate.awaitArrived(16);
        Instant expired = Instant.now().plus(lifetime);
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(expired));
        assertThat(window.blobs()).hasSizeBetween(1, 40);
        sandbox.identityProvider().accessTokens().lifetime(Duration.ofHours(1));
        gate.open();

        SandboxWindow.awaitStage(row, RowStage.DONE);
        assertThat(SandboxWindow.message(row)).isEqualTo("120 uploaded");
        assertThat(window.blobs()).hasSize(120);
        assertThat(sandbox.gateway().requests())
                .filteredOn(request -> request.method().equals("PUT") && request.status() == 401)
                .hasSizeGreaterThanOrEqualTo(16);
        assertThat(sandbox.identityProvider().exchanges()).hasSizeGreaterThan(1);
    }

    @Test
    void networkThatIsGoneForThirtySecondsIsOutlastedAndTheWindowSaysSo() throws Exception {
        SandboxWindow window = SandboxWindow.open(sandbox);
        sandbox.gateway().on(PUT).times(8).delay(Duration.ZERO);
        Gate gate = sandbox.gateway().on(PUT).hold();
        TransferRow row = window.drop(SandboxWindow.files(folder.resolve("batch"), 200));
        gate.awaitArrived(1);
        await().atMost(LIMIT).until(() -> !SandboxWindow.counts(row).startsWith("0 "));
        sandbox.gateway().stop();
        long gone = System.nanoTime();
        gate.open();
        await().atMost(LIMIT).until(() -> SandboxWindow.message(row).contains("no progress for 2"));
        assertThat(SandboxWindow.message(row)).contains("trying again").doesNotContain(" left");
        await().atMost(LIMIT)
                .until(() -> System.nanoTime() - gone > Duration.ofSeconds(30).toNanos());
        assertThat(SandboxWindow.onWindow(row::stage)).isEqualTo(RowStage.RUNNING);
        sandbox.gateway().start();
        SandboxWindow.awaitStage(row, RowStage.DONE);
        assertThat(SandboxWindow.message(row)).isEqualTo("200 uploaded");
        assertThat(window.blobs()).hasSize(200);
    }

    @Test
    void containerThatIsDeletedMeanwhileIsCreatedByAButtonAndNothingIsLost() throws Exception {
        sandbox.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        SandboxWindow window = SandboxWindow.open(sandbox);
        sandbox.gateway().on(PUT.path("batch")).times(8).delay(Duration.ZERO);
        Gate gate = sandbox.gateway().on(PUT.path("batch")).hold();
        TransferRow row = window.drop(SandboxWindow.files(folder.resolve("batch"), 200));
        gate.awaitArrived(1);
        await().atMost(LIMIT).until(() -> window.blobs().size() == 8);
        sandbox.blobs().deleteContainer(sandbox.container());
        gate.open();
        SandboxWindow.awaitStage(row, RowStage.FAILED);
        assertThat(SandboxWindow.message(row)).contains(" uploaded").contains(" not uploaded");
        SandboxWindow.awaitAction(row, RowAction.CREATE_CONTAINER);
        window.act(row, RowAction.CREATE_CONTAINER);
        SandboxWindow.awaitStage(row, RowStage.DONE);
        assertThat(SandboxWindow.counts(row)).isEqualTo("200 of 200");
        assertThat(window.blobs()).hasSize(200);
    }

    @Test
    void twoWindowsOnOneContainerLoseNothing() throws Exception {
        Path shared = SandboxWindow.files(folder.resolve("shared"), 60);
        sandbox.gateway().on(PUT).delay(Duration.ofMillis(30));
        SandboxWindow mine = SandboxWindow.open(sandbox);
        SandboxWindow other = SandboxWindow.open(sandbox);
        TransferRow one = mine.drop(shared);
        TransferRow two = other.drop(shared);
        skipAll(mine, one);
        skipAll(other, two);
        String sums = SandboxWindow.message(one) + " / " + SandboxWindow.message(two);
        assertThat(SandboxWindow.counts(one)).as(sums).isEqualTo("60 of 60");
        assertThat(SandboxWindow.counts(two)).as(sums).isEqualTo("60 of 60");
        assertThat(SandboxWindow.sum(one, "uploaded") + SandboxWindow.sum(two, "uploaded"))
                .as(sums)
                .isEqualTo(60);
        assertThat(skipped(one) + skipped(two)).as(sums).isEqualTo(60);
        assertThat(mine.blobs()).hasSize(60);
        assertThat(sandbox.blobs().get(sandbox.container(), "shared/7"))
                .asString()
                .isEqualTo("content 7");
    }

    /// A row that skipped all its files shows only their number.
    private static long skipped(TransferRow row) throws Exception {
        return SandboxWindow.onWindow(row::stage) == RowStage.SKIPPED
                ? SandboxWindow.sum(row, "files")
                : SandboxWindow.sum(row, "skipped");
    }

    /// Answers until the row has ended.
    private static void skipAll(SandboxWindow window, TransferRow row) {
        await().atMost(LIMIT)
                .until(() -> SandboxWindow.onWindow(() -> {
                    window.models().transfers().questions().answer(Answer.SKIP, true);
                    return !row.isActive();
                }));
    }
}
