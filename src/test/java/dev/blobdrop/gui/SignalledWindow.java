package dev.blobdrop.gui;

import dev.blobdrop.gui.base.UiThreads;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.stage.Window;
import javafx.util.Duration;

/// A program of its own: the window without a display, drawn anew all the time. It says when it is
/// there, and takes a second to end, so that what goes wrong at the end has time to do so.
final class SignalledWindow {
    static final String READY = "drawn";

    private SignalledWindow() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(SignalledWindow::dawdle));
        Thread.ofPlatform().start(SignalledWindow::awaitWindow);
        System.exit(BlobdropApp.open());
    }

    private static void dawdle() {
        pause(1_000);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitWindow() {
        while (Window.getWindows().isEmpty()) {
            pause(50);
        }
        UiThreads threads = UiThreads.ofWindow();
        threads.inWindow(() -> {
            FadeTransition fade = new FadeTransition(
                    Duration.millis(200),
                    Window.getWindows().getFirst().getScene().getRoot());
            fade.setFromValue(0.5);
            fade.setToValue(1);
            fade.setAutoReverse(true);
            fade.setCycleCount(Animation.INDEFINITE);
            fade.play();
            threads.onceDrawn(() -> System.out.println(READY));
        });
    }
}
