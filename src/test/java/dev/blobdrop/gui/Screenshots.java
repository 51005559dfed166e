package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.gui.base.UiThreads;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/// Takes pictures of the window for people to review, after the automatic checks.
public final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private Screenshots() {}

    /// Waits until layout has settled: nodes moved in one frame are drawn in the next. Not for the
    /// window's thread.
    static void settle() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            CountDownLatch drawn = new CountDownLatch(1);
            UiThreads.ofWindow().inWindow(() -> UiThreads.ofWindow().onceDrawn(drawn::countDown));
            drawn.await();
        }
    }

    /// Takes a picture once layout has settled, and checks it. Not for the window's thread.
    public static void take(Scene scene, String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        settle();
        write(onWindow(() -> scene.snapshot(null)), name);
        assertThat(onWindow(() -> PictureCheck.faults(scene))).as(name).isEmpty();
    }

    static void write(WritableImage image, String name) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader pixels = image.getPixelReader();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        Files.createDirectories(FOLDER);
        ImageIO.write(copy, "png", FOLDER.resolve(name + ".png").toFile());
    }
}
