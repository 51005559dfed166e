package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.WindowBounds;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class WindowStateTest {
    private static final List<Rectangle2D> SCREENS =
            List.of(new Rectangle2D(0, 0, 1280, 800), new Rectangle2D(1280, 0, 1920, 1080));

    @Test
    void windowOnAScreenIsPutWhereItWas() {
        WindowBounds bounds = new WindowBounds(1500, 100, 1000, 700, true);
        assertThat(WindowState.fitting(bounds, SCREENS)).hasValue(bounds);
    }

    @Test
    void windowOfAScreenThatIsGoneIsNot() {
        assertThat(WindowState.fitting(new WindowBounds(3300, 0, 900, 700, false), SCREENS))
                .isEmpty();
        assertThat(WindowState.fitting(new WindowBounds(0, -500, 900, 700, false), SCREENS))
                .isEmpty();
        assertThat(WindowState.fitting(new WindowBounds(-880, 0, 900, 700, false), SCREENS))
                .isEmpty();
    }

    @Test
    void windowIsNotLargerThanItsScreen() {
        assertThat(WindowState.fitting(new WindowBounds(10, 10, 4000, 3000, false), SCREENS))
                .hasValue(new WindowBounds(10, 10, 1280, 800, false));
    }
}
