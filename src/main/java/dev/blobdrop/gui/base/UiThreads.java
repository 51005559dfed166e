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

/// The one place where threads are crossed: work goes to virtual threads, what came of it returns
/// to the window's thread.
public final class UiThreads {
    private static final Duration PULL = Duration.millis(100);

    private final Executor background;
    private final Executor window;
    private final BooleanSupplier inWindow;

    /// @param background runs what blocks
    /// @param window runs what touches properties
    /// @param inWindow whether the current thread may touch properties
    public UiThreads(Executor background, Executor window, BooleanSupplier inWindow) {
        this.background = background;
        this.window = window;
        this.inWindow = inWindow;
    }

    public static UiThreads ofWindow() {
        return new UiThreads(
                task -> Thread.ofVirtual().name("window-work").start(task),
                Platform::runLater,
                Platform::isFxApplicationThread);
    }

    /// Does blocking work and hands its result, or the problem it ended with, to the window.
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

    /// The same, for work that can be given up. Whoever gives it up ignores what still comes of it.
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

    /// Runs something in the window soon, from any thread.
    public void inWindow(Runnable task) {
        window.execute(task);
    }

    /// Runs something in the window as soon as its first picture is on the screen.
    public void onceDrawn(Runnable task) {
        new AnimationTimer() {
            private int pulses;

            /// The first pulse makes the picture, the second waits until it is drawn.
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

    /// Pulls ten times a second, on the window's thread, for as long as this is true.
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

    /// @throws IllegalStateException on any thread but the window's
    public void check() {
        if (!inWindow.getAsBoolean()) {
            throw new IllegalStateException("Not on the window's thread");
        }
    }
}
