package dev.blobdrop.gui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.gui.session.SettingsModel;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Scene;

/// Applies the theme, light or dark, and the zoom: from the settings, or the theme from the system.
final class Appearance {
    private static final double FONT_SIZE = 14;

    private final Scene scene;
    private final SettingsModel settings;

    Appearance(Scene scene, SettingsModel settings) {
        this.scene = scene;
        this.settings = settings;
        settings.settings().subscribe(now -> dress());
        // The large view replaces the root of the scene and is zoomed as well.
        scene.rootProperty().subscribe((before, root) -> dress());
        scene.getPreferences().colorSchemeProperty().subscribe(scheme -> dress());
    }

    private void dress() {
        Settings now = settings.settings().get();
        boolean dark = now.theme() == Theme.SYSTEM
                ? scene.getPreferences().getColorScheme() == ColorScheme.DARK
                : now.theme() == Theme.DARK;
        String sheet = dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        if (!sheet.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(sheet);
        }
        scene.getRoot().setStyle(String.format(Locale.ROOT, "-fx-font-size: %.1fpx;", FONT_SIZE * now.zoom() / 100));
    }
}
