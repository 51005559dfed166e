package dev.blobdrop.gui;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.explorer.ContainersModel;
import dev.blobdrop.gui.explorer.ExplorerModel;
import dev.blobdrop.gui.identity.ChainModel;
import dev.blobdrop.gui.session.ConnectionModel;
import dev.blobdrop.gui.session.Connector;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.session.SettingsModel;
import dev.blobdrop.gui.session.SettingsPins;
import dev.blobdrop.gui.tasks.DownloadPlace;
import dev.blobdrop.gui.tasks.TasksModel;
import dev.blobdrop.gui.transfers.History;
import dev.blobdrop.gui.transfers.TransfersModel;
import java.util.List;
import java.util.Optional;

/// All models of a window, wired by hand in one place.
public record Models(
        UiThreads threads,
        SettingsModel settings,
        SessionModel session,
        ChainModel chain,
        TransfersModel transfers,
        ContainersModel containers,
        ExplorerModel explorer,
        TasksModel tasks,
        ConnectionModel connection) {

    /// Builds the models and connects them with the settings.
    ///
    /// @param start the settings read from the file before the window opened
    public static Models of(
            UiThreads threads, Connector connector, Environment environment, SettingsFile file, Settings start) {
        SettingsModel settings = new SettingsModel(threads, file, start);
        SessionModel session = new SessionModel(threads, connector, environment, new SettingsPins(settings));
        ChainModel chain = new ChainModel(threads, session, connector);
        trust(settings, session, connector);
        remember(settings, session, environment);
        ConnectionModel connection = new ConnectionModel(threads, settings, session, connector);
        TransfersModel transfers = new TransfersModel(
                threads, session, System::nanoTime, Optional.of(new History(file.beside("uploads"))));
        rememberPolicy(settings, transfers);
        limit(threads, settings, connector);
        settings.settings().map(Settings::bandwidth).subscribe(transfers.bandwidth()::set);
        ExplorerModel explorer = new ExplorerModel(threads, session, connector);
        rememberFolder(settings, explorer);
        transfers.finished().subscribe((before, count) -> explorer.uploaded());
        return new Models(
                threads,
                settings,
                session,
                chain,
                transfers,
                new ContainersModel(threads, session, connector),
                explorer,
                new TasksModel(threads, session, new DownloadPlace(threads, settings, environment), explorer::uploaded),
                connection);
    }

    /// Keeps trusted hosts in the settings, where they can be removed.
    private static void trust(SettingsModel settings, SessionModel session, Connector connector) {
        connectTrust(List.of(), settings.settings().get().trustedHosts(), connector, session);
        settings.settings()
                .subscribe(
                        (before, now) -> connectTrust(before.trustedHosts(), now.trustedHosts(), connector, session));
        session.hosts()
                .trusted()
                .subscribe((before, host) -> host.ifPresent(name -> settings.change(old -> old.withTrustedHost(name))));
    }

    private static void connectTrust(List<String> before, List<String> now, Connector connector, SessionModel session) {
        try {
            before.stream().filter(host -> !now.contains(host)).forEach(connector.hosts()::remove);
            now.stream().filter(host -> !before.contains(host)).forEach(connector.hosts()::add);
        } catch (ProblemException e) {
            session.report(e.problem());
        }
    }

    /// Restores the last account and container, unless the environment names others.
    private static void remember(SettingsModel settings, SessionModel session, Environment environment) {
        Settings last = settings.settings().get();
        if (environment.get("STORAGE_ACCOUNT_URL").isEmpty()) {
            last.accounts().stream().findFirst().ifPresent(session.accountText()::set);
        }
        if (environment.get("BLOBDROP_CONTAINER").isEmpty()) {
            last.startContainer().or(last::container).ifPresent(session.containerText()::set);
            if (last.startContainer().isEmpty()) {
                last.containers().forEach(session::remember);
            }
        }
        session.account()
                .subscribe((before, account) ->
                        account.ifPresent(url -> settings.change(old -> old.withAccount(url.toString()))));
        session.container()
                .subscribe((before, container) ->
                        container.ifPresent(name -> settings.change(old -> opened(session, old, name))));
        session.account()
                .subscribe((before, account) -> session.container()
                        .get()
                        .filter(name -> account.isPresent())
                        .ifPresent(name -> settings.change(old -> opened(session, old, name))));
    }

    private static Settings opened(SessionModel session, Settings old, String container) {
        return session.account()
                .get()
                .map(account -> old.withContainer(account.toString(), container))
                .orElseGet(() -> old.withContainer(container));
    }

    /// Restores the last folder, if its container is opened.
    private static void rememberFolder(SettingsModel settings, ExplorerModel explorer) {
        settings.settings().get().folder().ifPresent(explorer::startAt);
        explorer.prefix()
                .subscribe((before, prefix) ->
                        explorer.address().ifPresent(where -> settings.change(old -> old.withFolder(where))));
    }

    /// Keeps the conflict policy in the settings.
    private static void rememberPolicy(SettingsModel settings, TransfersModel transfers) {
        String ask = "ask";
        settings.settings()
                .subscribe(now -> transfers
                        .ifExists()
                        .set(now.ifExists()
                                .filter(words -> !words.equals(ask))
                                .flatMap(ConflictPolicy::of)
                                .orElse(ConflictPolicy.FAIL)));
        transfers.ifExists().subscribe((before, policy) -> {
            String words = policy == ConflictPolicy.FAIL ? ask : policy.id();
            if (!settings.settings().get().ifExists().orElse(ask).equals(words)) {
                settings.change(old -> old.withIfExists(words));
            }
        });
    }

    /// Applies the upload speed limit at once, to running uploads too.
    private static void limit(UiThreads threads, SettingsModel settings, Connector connector) {
        settings.settings()
                .map(Settings::bandwidth)
                .subscribe(limit -> threads.work(
                        () -> {
                            connector.bandwidth(limit);
                            return limit;
                        },
                        done -> {},
                        problem -> {}));
    }

    /// Waits until everything is saved, a few seconds at most. Not for the window's thread.
    public void finish() {
        settings.finish();
        transfers.finish();
    }

    /// Pulls changes into the models; call it ten times a second.
    public void refresh() {
        session.refresh();
        transfers.refresh();
        tasks.refresh(System.nanoTime());
        explorer.refreshIfChanged(System.nanoTime());
    }
}
