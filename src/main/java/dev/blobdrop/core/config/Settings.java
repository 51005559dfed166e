package dev.blobdrop.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The saved settings of the window. Never a token, a key or a signature.
///
/// @param zoom in percent, 80 to 200
/// @param accounts endpoints of the accounts used, last one first; at most ten
/// @param container the container opened last
/// @param credentials the credential chosen for each account endpoint, as a value of
///     `--credential`; accounts without a choice are missing
/// @param ifExists what to do if a blob exists, as a value of `--if-exists`, or `ask`
/// @param layout widths, orders, dividers and the open folder, by name, in the format of the pane
///     that wrote them
/// @param startContainer the container that a new window opens; empty for the one opened last
/// @param bandwidth the upper limit of uploads in bytes per second; 0 for none
/// @param containers by account endpoint, the container opened there last
/// @param downloadFolder the folder of the last download, unless it is the desktop's own
/// @param connection how to connect to services
/// @param trustedHosts further storage hosts that may receive a token
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

    /// The name of the open folder in the layout.
    private static final String FOLDER = "folder";

    /// The settings of a new user.
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

    /// These settings with another theme.
    public Settings withTheme(Theme other) {
        return with(now -> now.theme = other);
    }

    /// These settings with another zoom, clamped to 80 to 200 percent.
    public Settings withZoom(int percent) {
        return with(now -> now.zoom = percent);
    }

    /// These settings with another place of the window.
    public Settings withWindow(WindowBounds bounds) {
        return with(now -> now.window = Optional.of(bounds));
    }

    /// These settings with the account first in the list of those used.
    public Settings withAccount(String endpoint) {
        List<String> used = new ArrayList<>(List.of(endpoint));
        used.addAll(accounts);
        return with(now -> now.accounts = used);
    }

    /// These settings with another last container.
    public Settings withContainer(String name) {
        return with(now -> now.container = Optional.of(name));
    }

    /// The same, also as the account's last container. Drops the last containers of accounts that
    /// are no longer in the list.
    public Settings withContainer(String account, String name) {
        Map<String, String> kept = with(containers, account, Optional.of(name));
        kept.keySet().removeIf(known -> !known.equals(account) && !accounts.contains(known));
        return with(now -> {
            now.container = Optional.of(name);
            now.containers = kept;
        });
    }

    /// These settings with another folder for downloads.
    ///
    /// @param folder empty for the desktop's own
    public Settings withDownloadFolder(Optional<String> folder) {
        return with(now -> now.downloadFolder = folder);
    }

    /// These settings with another connection.
    public Settings withConnection(ConnectionSettings other) {
        return with(now -> now.connection = other);
    }

    /// These settings with the credential for an account.
    ///
    /// @param credential empty for no choice
    public Settings withCredential(String account, Optional<String> credential) {
        return with(now -> now.credentials = with(credentials, account, credential));
    }

    /// These settings with other trusted hosts.
    public Settings withTrustedHosts(List<String> hosts) {
        return with(now -> now.trustedHosts = hosts);
    }

    /// These settings with one more trusted host.
    public Settings withTrustedHost(String host) {
        return withTrustedHosts(
                Stream.concat(trustedHosts.stream(), Stream.of(host)).toList());
    }

    /// These settings without the accounts used and their credentials.
    public Settings withoutAccounts() {
        return with(now -> {
            now.accounts = List.of();
            now.credentials = Map.of();
            now.layout = with(layout, FOLDER, Optional.empty());
            now.containers = Map.of();
        });
    }

    /// These settings with another container for new windows.
    ///
    /// @param name empty for the container opened last
    public Settings withStartContainer(Optional<String> name) {
        return with(now -> now.startContainer = name);
    }

    /// These settings with another upload limit.
    ///
    /// @param bytesPerSecond 0 for no limit
    public Settings withBandwidth(long bytesPerSecond) {
        return with(now -> now.bandwidth = bytesPerSecond);
    }

    /// These settings with another choice for blobs that exist.
    public Settings withIfExists(String words) {
        return with(now -> now.ifExists = Optional.of(words));
    }

    /// The folder opened last, with its account and container.
    public Optional<String> folder() {
        return Optional.ofNullable(layout.get(FOLDER));
    }

    /// These settings with another open folder.
    public Settings withFolder(String address) {
        return withLayout(FOLDER, address);
    }

    /// These settings with one entry of the layout replaced.
    public Settings withLayout(String name, String value) {
        return with(now -> now.layout = with(layout, name, Optional.of(value)));
    }

    private Settings with(Consumer<Changing> change) {
        Changing now = new Changing(this);
        change.accept(now);
        return now.settings();
    }

    /// A mutable copy, so that each change names only its own field.
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
