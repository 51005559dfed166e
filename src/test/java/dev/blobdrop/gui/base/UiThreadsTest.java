package dev.blobdrop.gui.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(60)
class UiThreadsTest {
    private final UiThreads threads = UiThreads.ofWindow();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    /// A closed window no longer pulls from its models.
    @Test
    void pullsOnlyWhileItIsWanted() {
        SimpleBooleanProperty wanted = new SimpleBooleanProperty(false);
        AtomicInteger pulls = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        SimpleBooleanProperty ended = new SimpleBooleanProperty(true);
        inWindow(() -> threads.pull(ended, others::incrementAndGet));
        inWindow(() -> threads.pull(wanted, pulls::incrementAndGet));
        awaitMore(others, 3);
        assertThat(pulls).hasValue(0);

        inWindow(() -> wanted.set(true));
        awaitMore(pulls, 2);

        inWindow(() -> wanted.set(false));
        int last = pulls.get();
        awaitMore(others, 3);
        assertThat(pulls).hasValue(last);
        inWindow(() -> ended.set(false));
    }

    private static void awaitMore(AtomicInteger count, int more) {
        int from = count.get();
        await().until(() -> count.get() >= from + more);
    }

    private void inWindow(Runnable task) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            task.run();
            return true;
        });
    }
}
