package dev.blobdrop.gui.base;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;

/// The one place that switches threads: work runs on virtual threads, results return to the
/// window's thread.
public final class UiThreads {
    private static final Duration PULL = Duration.millis(100);

    private final Executor background;
    private final Executor window;
    private final BooleanSupplier inWindow;

    /// @param background runs blocking work
    /// @param window runs tasks on the window's thread
    /// @param inWindow whether the current thread is the window's
    public UiThreads(Executor background, Executor window, BooleanSupplier inWindow) {
        this.background = background;
        this.window = window;
        this.inWindow = inWindow;
    }

    /// Virtual threads and the JavaFX application thread.
    public static UiThreads ofWindow() {
        return new UiThreads(
                task -> Thread.ofVirtual().name("window-work").start(task),
                Platform::runLater,
                Platform::isFxApplicationThread);
    }

    /// Runs blocking work and passes the result, or the problem, to the window's thread.
    public <T> void work(Supplier<T> work, Consumer<T> done, Consumer<Problem> failed) {
        background.execute(() -> {
            try {
                T result = work.get();
                window.execute(() -> done.accept(result));
            } catch (RuntimeException e) {
                Problem problem = Problems.from(e, Facts.NONE);
                window.execute(() -> failed.accept(problem));
            }
        });
    }

    /// The same for work that can be cancelled. The caller must ignore results after that.
    public <T> Job job(Supplier<T> work, Consumer<T> done, Consumer<Problem> failed) {
        Job job = new Job();
        background.execute(() -> job.run(() -> {
            try {
                T result = work.get();
                window.execute(() -> done.accept(result));
            } catch (RuntimeException e) {
                Problem problem = Problems.from(e, Facts.NONE);
                window.execute(() -> failed.accept(problem));
            }
        }));
        return job;
    }

    /// Runs a task on the window's thread soon; may be called on any thread.
    public void inWindow(Runnable task) {
        window.execute(task);
    }

    /// Runs a task on the window's thread once the next frame is on the screen.
    public void onceDrawn(Runnable task) {
        new AnimationTimer() {
            private int pulses;

            /// The first pulse prepares the frame, the second waits until it is drawn.
            @Override
            public void handle(long now) {
                pulses++;
                if (pulses > 2) {
                    stop();
                    task.run();
                }
            }
        }.start();
    }

    /// Runs a task ten times a second on the window's thread while the condition is true.
    public void pull(ObservableValue<Boolean> wanted, Runnable task) {
        Timeline timeline = new Timeline(new KeyFrame(PULL, tick -> task.run()));
        timeline.setCycleCount(Timeline.INDEFINITE);
        wanted.subscribe(now -> {
            if (now) {
                timeline.play();
            } else {
                timeline.stop();
            }
        });
    }

    /// Checks that it is called on the window's thread.
    ///
    /// @throws IllegalStateException on any other thread than the window's
    public void check() {
        if (!inWindow.getAsBoolean()) {
            throw new IllegalStateException("Not on the window's thread");
        }
    }
}
