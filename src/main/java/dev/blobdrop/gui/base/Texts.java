package dev.blobdrop.gui.base;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Every word that the window shows, by key: `texts/AREA.properties` holds the keys that begin with
/// `AREA.`. What the core says (titles, details and remedies of problems) stays as the core words
/// it. May be called on any thread.
public final class Texts {
    /// One file for each part of the window.
    public static final List<String> AREAS = List.of("window", "explorer", "transfers", "chain");

    private static final String FOLDER = "dev.blobdrop.gui.texts.";

    private Texts() {}

    /// Reads all texts, so that nobody has to wait for them later.
    public static void load() {
        AREAS.forEach(area -> ResourceBundle.getBundle(FOLDER + area));
    }

    /// The text of a key, in the language of the system.
    ///
    /// @param arguments fill `{0}`, `{1}` and so on, as [MessageFormat] does; without any, the text
    ///     is taken as it stands, apostrophes and braces included
    /// @throws MissingResourceException when there is no such key, which a test rules out
    public static String of(String key, Object... arguments) {
        String area = key.substring(0, Math.max(0, key.indexOf('.')));
        String text = ResourceBundle.getBundle(FOLDER + area).getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, Locale.getDefault()).format(arguments);
    }
}
