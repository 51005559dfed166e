package dev.blobdrop.gui.base;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// All texts of the window, by key: `texts/AREA.properties` holds the keys that start with `AREA.`.
/// Texts of problems come from core. Thread-safe.
public final class Texts {
    /// One file for each part of the window.
    public static final List<String> AREAS = List.of("window", "explorer", "transfers", "chain");

    private static final String FOLDER = "dev.blobdrop.gui.texts.";

    private Texts() {}

    /// Loads all texts ahead of time.
    public static void load() {
        AREAS.forEach(area -> ResourceBundle.getBundle(FOLDER + area));
    }

    /// The text of a key in the system's language.
    ///
    /// @param arguments fill `{0}`, `{1}` and so on, as [MessageFormat] does; without any, the text
    ///     is used literally, including apostrophes and braces
    /// @throws MissingResourceException if there is no such key, which a test rules out
    public static String of(String key, Object... arguments) {
        String area = key.substring(0, Math.max(0, key.indexOf('.')));
        String text = ResourceBundle.getBundle(FOLDER + area).getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, Locale.getDefault()).format(arguments);
    }
}
