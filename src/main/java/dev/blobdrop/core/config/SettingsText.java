package dev.blobdrop.core.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;

/// The settings as lines of a properties file.
final class SettingsText {
    private static final String THEME = "theme";
    private static final String ZOOM = "zoom";
    private static final String WINDOW = "window";
    private static final String CONTAINER = "container";
    private static final String IF_EXISTS = "if-exists";
    private static final String ACCOUNT = "account.";
    private static final String CREDENTIAL = "credential.";
    private static final String START_CONTAINER = "start-container";
    private static final String BANDWIDTH = "bandwidth";
    private static final String LAYOUT = "layout.";
    private static final String LAST_CONTAINER = "last-container.";
    private static final String DOWNLOAD_FOLDER = "download-folder";
    private static final String CA_FILE = "ca-file";
    private static final String PROXY = "proxy";
    private static final String TENANT = "tenant";
    private static final String TRUSTED = "trusted-hosts";
    private static final List<String> SINGLE = List.of(
            THEME,
            ZOOM,
            WINDOW,
            CONTAINER,
            IF_EXISTS,
            START_CONTAINER,
            BANDWIDTH,
            DOWNLOAD_FOLDER,
            CA_FILE,
            PROXY,
            TENANT,
            TRUSTED);
    private static final List<String> GROUPS = List.of(ACCOUNT, CREDENTIAL, LAYOUT, LAST_CONTAINER);

    private SettingsText() {}

    /// Treats an invalid line as missing.
    static Settings parse(Properties lines) {
        return new Settings(
                text(lines, THEME).flatMap(SettingsText::theme).orElse(Theme.SYSTEM),
                text(lines, ZOOM).flatMap(SettingsText::number).orElse(100.0).intValue(),
                text(lines, WINDOW).flatMap(SettingsText::bounds),
                IntStream.range(0, Settings.MOST_ACCOUNTS)
                        .mapToObj(i -> text(lines, ACCOUNT + i))
                        .flatMap(Optional::stream)
                        .toList(),
                text(lines, CONTAINER),
                group(lines, CREDENTIAL),
                text(lines, IF_EXISTS),
                group(lines, LAYOUT),
                text(lines, START_CONTAINER),
                text(lines, BANDWIDTH).flatMap(SettingsText::number).orElse(0.0).longValue(),
                group(lines, LAST_CONTAINER),
                text(lines, DOWNLOAD_FOLDER),
                new ConnectionSettings(text(lines, CA_FILE), text(lines, PROXY), text(lines, TENANT)),
                text(lines, TRUSTED).map(SettingsText::hosts).orElse(List.of()));
    }

    private static List<String> hosts(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    private static Optional<String> text(Properties lines, String key) {
        return Optional.ofNullable(lines.getProperty(key)).filter(value -> !value.isBlank());
    }

    private static Map<String, String> group(Properties lines, String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        lines.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
                .forEach(key -> found.put(key.substring(prefix.length()), lines.getProperty(key)));
        return found;
    }

    private static Optional<Theme> theme(String word) {
        return List.of(Theme.values()).stream()
                .filter(theme -> theme.name().equalsIgnoreCase(word))
                .findFirst();
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<WindowBounds> bounds(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        List<Double> numbers = IntStream.range(0, 4)
                .mapToObj(i -> number(parts[i]))
                .flatMap(Optional::stream)
                .toList();
        return numbers.size() < 4
                ? Optional.empty()
                : Optional.of(new WindowBounds(
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        numbers.get(3),
                        parts[4].strip().equals("maximised")));
    }

    /// Replaces the lines of settings and keeps all others.
    static void put(Settings settings, Properties lines) {
        lines.stringPropertyNames().stream().filter(SettingsText::isOurs).forEach(lines::remove);
        lines.setProperty(THEME, settings.theme().name().toLowerCase(Locale.ROOT));
        lines.setProperty(ZOOM, String.valueOf(settings.zoom()));
        settings.window().ifPresent(bounds -> lines.setProperty(WINDOW, text(bounds)));
        for (int i = 0; i < settings.accounts().size(); i++) {
            lines.setProperty(ACCOUNT + i, settings.accounts().get(i));
        }
        settings.container().ifPresent(name -> lines.setProperty(CONTAINER, name));
        settings.credentials().forEach((key, value) -> lines.setProperty(CREDENTIAL + key, value));
        settings.ifExists().ifPresent(words -> lines.setProperty(IF_EXISTS, words));
        settings.startContainer().ifPresent(name -> lines.setProperty(START_CONTAINER, name));
        if (settings.bandwidth() > 0) {
            lines.setProperty(BANDWIDTH, String.valueOf(settings.bandwidth()));
        }
        settings.containers().forEach((key, value) -> lines.setProperty(LAST_CONTAINER + key, value));
        settings.downloadFolder().ifPresent(folder -> lines.setProperty(DOWNLOAD_FOLDER, folder));
        ConnectionSettings connection = settings.connection();
        connection.caFile().ifPresent(file -> lines.setProperty(CA_FILE, file));
        connection.proxy().ifPresent(address -> lines.setProperty(PROXY, address));
        connection.tenant().ifPresent(name -> lines.setProperty(TENANT, name));
        settings.layout().forEach((key, value) -> lines.setProperty(LAYOUT + key, value));
        if (!settings.trustedHosts().isEmpty()) {
            lines.setProperty(TRUSTED, String.join(",", settings.trustedHosts()));
        }
    }

    private static boolean isOurs(String key) {
        return SINGLE.contains(key) || GROUPS.stream().anyMatch(key::startsWith);
    }

    private static String text(WindowBounds bounds) {
        return String.format(
                Locale.ROOT,
                "%.0f,%.0f,%.0f,%.0f,%s",
                bounds.x(),
                bounds.y(),
                bounds.width(),
                bounds.height(),
                bounds.maximised() ? "maximised" : "normal");
    }
}
