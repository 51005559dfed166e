package dev.blobdrop.gui;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.gui.control.SheetLayer;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.session.SettingsModel;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// Binds the shortcuts of the whole window. While a sheet is open, only the zoom shortcuts work.
final class WindowKeys {
    private static final int ZOOM_STEP = 10;

    /// The same keys on the numeric keypad, and plus without Shift.
    private static final Map<Shortcut, List<KeyCode>> ALSO = Map.of(
            Shortcut.LARGER, List.of(KeyCode.EQUALS, KeyCode.PLUS, KeyCode.ADD),
            Shortcut.SMALLER, List.of(KeyCode.SUBTRACT),
            Shortcut.USUAL_SIZE, List.of(KeyCode.NUMPAD0));

    private final Scene scene;
    private final SheetLayer sheets;

    WindowKeys(Scene scene, SheetLayer sheets) {
        this.scene = scene;
        this.sheets = sheets;
    }

    void on(Shortcut shortcut, Runnable action) {
        always(shortcut, () -> {
            if (!sheets.isVisible()) {
                action.run();
            }
        });
    }

    void zoom(SettingsModel settings) {
        always(Shortcut.LARGER, () -> zoom(settings, ZOOM_STEP));
        always(Shortcut.SMALLER, () -> zoom(settings, -ZOOM_STEP));
        always(Shortcut.USUAL_SIZE, () -> settings.change(old -> old.withZoom(100)));
    }

    private static void zoom(SettingsModel settings, int by) {
        int now = settings.settings().get().zoom();
        int wanted = Math.clamp(now + by, Settings.LEAST_ZOOM, Settings.MOST_ZOOM);
        if (wanted != now) {
            settings.change(old -> old.withZoom(wanted));
        }
    }

    private void always(Shortcut shortcut, Runnable action) {
        scene.getAccelerators().put(shortcut.keys(), action);
        for (KeyCode code : ALSO.getOrDefault(shortcut, List.of())) {
            scene.getAccelerators()
                    .put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY), action);
        }
    }
}
