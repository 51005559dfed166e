package dev.blobdrop.gui;

import dev.blobdrop.gui.base.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;

/// A language derived from English: accented, a third longer and in brackets, so that hard-coded or
/// cut-off texts are easy to see.
final class PseudoLanguage implements AutoCloseable {
    private static final Locale LOCALE = Locale.of("en", "XA");
    private static final String PLAIN = "AEIOUYaeiouycn";
    private static final String ACCENTED = "ÀÉÎÕÜÝàéîõüýçñ";

    private final Locale before = Locale.getDefault();

    /// Uses it until closed.
    PseudoLanguage() {
        try {
            Path folder = Path.of(PseudoLanguage.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve("dev/blobdrop/gui/texts");
            Files.createDirectories(folder);
            for (String area : Texts.AREAS) {
                write(area, folder.resolve(area + "_" + LOCALE + ".properties"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        speak(LOCALE);
    }

    private static void write(String area, Path file) throws IOException {
        Properties lines = new Properties();
        Path english = Path.of("src/main/resources/dev/blobdrop/gui/texts", area + ".properties");
        lines.load(new StringReader(Files.readString(english)));
        lines.replaceAll((key, text) -> translated(text.toString()));
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            lines.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String translated(String text) {
        StringBuilder out = new StringBuilder("[");
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            int at = PLAIN.indexOf(c);
            out.append(depth == 0 && at >= 0 ? ACCENTED.charAt(at) : c);
        }
        return out.append(" ")
                .append("~".repeat(Math.max(1, text.length() / 3)))
                .append("]")
                .toString();
    }

    private static void speak(Locale locale) {
        Locale.setDefault(locale);
        ResourceBundle.clearCache();
    }

    @Override
    public void close() {
        speak(before);
    }
}
