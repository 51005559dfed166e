package dev.blobdrop.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What the window remembers of its user. Never a token, a key or a signature.
///
/// @param zoom in percent, 80 to 200
/// @param accounts endpoints that were used, the last one first; at most ten
/// @param container the last one that was opened
/// @param credentials by account endpoint, the credential that its user chose for it, in the words
///     of `--credential`; an account without a choice is not in it
/// @param ifExists what the user wants done where a blob exists, in the words of `--if-exists`, or
///     `ask`
/// @param layout widths, orders, dividers and the folder that was open, by name, in the words of
///     the pane that wrote them
/// @param startContainer opened by each new window; empty for the one that was opened last
/// @param bandwidth upper limit of uploads in bytes per second; 0 for none
/// @param containers by account endpoint, the one that was opened there last
/// @param downloadFolder where the last download went, unless that is the desktop's own folder
/// @param connection how services are reached
/// @param trustedHosts storage hosts besides Azure's own that the user trusts with a token
public record Settings(
        Theme theme,
        int zoom,
        Optional<WindowBounds> window,
        List<String> accounts,
        Optional<String> container,
        Map<String, String> credentials,
        Optional<String> ifExists,
        Map<String, String> layout,
        Optional<String> startContainer,
        long bandwidth,
        Map<String, String> containers,
        Optional<String> downloadFolder,
        ConnectionSettings connection,
        List<String> trustedHosts) {
    public static final int LEAST_ZOOM = 80;
    public static final int MOST_ZOOM = 200;
    public static final int MOST_ACCOUNTS = 10;

    /// Its name among the parts of the layout.
    private static final String FOLDER = "folder";

    public static final Settings STANDARD = new Settings(
            Theme.SYSTEM,
            100,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            0,
            Map.of(),
            Optional.empty(),
            ConnectionSettings.NONE,
            List.of());

    public Settings {
        zoom = Math.clamp(zoom, LEAST_ZOOM, MOST_ZOOM);
        bandwidth = Math.max(0, bandwidth);
        accounts = accounts.stream().distinct().limit(MOST_ACCOUNTS).toList();
        credentials = Map.copyOf(credentials);
        trustedHosts = trustedHosts.stream().distinct().toList();
        layout = Map.copyOf(layout);
        containers = Map.copyOf(containers);
    }

    public Settings withTheme(Theme other) {
        return with(now -> now.theme = other);
    }

    public Settings withZoom(int percent) {
        return with(now -> now.zoom = percent);
    }

    public Settings withWindow(WindowBounds bounds) {
        return with(now -> now.window = Optional.of(bounds));
    }

    /// Puts the account first in the list of those that were used.
    public Settings withAccount(String endpoint) {
        List<String> used = new ArrayList<>(List.of(endpoint));
        used.addAll(accounts);
        return with(now -> now.accounts = used);
    }

    public Settings withContainer(String name) {
        return with(now -> now.container = Optional.of(name));
    }

    /// Notes the container as the account's last one too. What was noted of accounts that are not
    /// among those used any more goes.
    public Settings withContainer(String account, String name) {
        Map<String, String> kept = with(containers, account, Optional.of(name));
        kept.keySet().removeIf(known -> !known.equals(account) && !accounts.contains(known));
        return with(now -> {
            now.container = Optional.of(name);
            now.containers = kept;
        });
    }

    /// @param folder empty for the desktop's own
    public Settings withDownloadFolder(Optional<String> folder) {
        return with(now -> now.downloadFolder = folder);
    }

    public Settings withConnection(ConnectionSettings other) {
        return with(now -> now.connection = other);
    }

    /// @param credential empty for no choice
    public Settings withCredential(String account, Optional<String> credential) {
        return with(now -> now.credentials = with(credentials, account, credential));
    }

    public Settings withTrustedHosts(List<String> hosts) {
        return with(now -> now.trustedHosts = hosts);
    }

    public Settings withTrustedHost(String host) {
        return withTrustedHosts(
                Stream.concat(trustedHosts.stream(), Stream.of(host)).toList());
    }

    /// Forgets which accounts were used, and how somebody signed in for them.
    public Settings withoutAccounts() {
        return with(now -> {
            now.accounts = List.of();
            now.credentials = Map.of();
            now.layout = with(layout, FOLDER, Optional.empty());
            now.containers = Map.of();
        });
    }

    /// @param name empty for the container that was opened last
    public Settings withStartContainer(Optional<String> name) {
        return with(now -> now.startContainer = name);
    }

    /// @param bytesPerSecond 0 for no limit
    public Settings withBandwidth(long bytesPerSecond) {
        return with(now -> now.bandwidth = bytesPerSecond);
    }

    public Settings withIfExists(String words) {
        return with(now -> now.ifExists = Optional.of(words));
    }

    /// The folder that was open last, with its account and container.
    public Optional<String> folder() {
        return Optional.ofNullable(layout.get(FOLDER));
    }

    public Settings withFolder(String address) {
        return withLayout(FOLDER, address);
    }

    public Settings withLayout(String name, String value) {
        return with(now -> now.layout = with(layout, name, Optional.of(value)));
    }

    private Settings with(Consumer<Changing> change) {
        Changing now = new Changing(this);
        change.accept(now);
        return now.settings();
    }

    /// The settings while one of them is changed.
    private static final class Changing {
        private Theme theme;
        private int zoom;
        private Optional<WindowBounds> window;
        private List<String> accounts;
        private Optional<String> container;
        private Map<String, String> credentials;
        private Optional<String> ifExists;
        private Map<String, String> layout;
        private Optional<String> startContainer;
        private long bandwidth;
        private Map<String, String> containers;
        private Optional<String> downloadFolder;
        private ConnectionSettings connection;
        private List<String> trustedHosts;

        private Changing(Settings before) {
            theme = before.theme;
            zoom = before.zoom;
            window = before.window;
            accounts = before.accounts;
            container = before.container;
            credentials = before.credentials;
            ifExists = before.ifExists;
            layout = before.layout;
            startContainer = before.startContainer;
            bandwidth = before.bandwidth;
            containers = before.containers;
            downloadFolder = before.downloadFolder;
            connection = before.connection;
            trustedHosts = before.trustedHosts;
        }

        private Settings settings() {
            return new Settings(
                    theme,
                    zoom,
                    window,
                    accounts,
                    container,
                    credentials,
                    ifExists,
                    layout,
                    startContainer,
                    bandwidth,
                    containers,
                    downloadFolder,
                    connection,
                    trustedHosts);
        }
    }

    private static Map<String, String> with(Map<String, String> before, String key, Optional<String> value) {
        Map<String, String> after = new LinkedHashMap<>(before);
        after.remove(key);
        value.ifPresent(text -> after.put(key, text));
        return after;
    }
}
