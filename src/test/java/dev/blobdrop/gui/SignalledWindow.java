package dev.blobdrop.gui;

import dev.blobdrop.gui.base.UiThreads;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.stage.Window;
import javafx.util.Duration;

/// A separate program: the window without a display, redrawn all the time. It prints when it is
/// open, and takes a second to end, so that errors at the end have time to appear.
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
