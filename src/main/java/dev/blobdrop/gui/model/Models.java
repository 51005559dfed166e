package dev.blobdrop.gui.model;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;

/// Everything that a window shows, wired by hand and in one place.
public record Models(
        UiThreads threads,
        SettingsModel settings,
        SessionModel session,
        TransfersModel transfers,
        ContainersModel containers,
        ExplorerModel explorer) {

    /// @param start what was in the file before the window was opened
    public static Models of(
            UiThreads threads,
            Connector connector,
            Environment environment,
            SettingsFile file,
            Settings start) {
        SettingsModel settings = new SettingsModel(threads, file, start);
        SessionModel session = new SessionModel(threads, connector, environment);
        remember(settings, session, environment);
        TransfersModel transfers = new TransfersModel(threads, session, System::nanoTime);
        ExplorerModel explorer = new ExplorerModel(threads, session, connector);
        transfers.finished().subscribe((before, count) -> explorer.uploaded());
        return new Models(
                threads,
                settings,
                session,
                transfers,
                new ContainersModel(threads, session, connector),
                explorer);
    }

    /// What was used last is used again, unless the environment says otherwise.
    private static void remember(
            SettingsModel settings, SessionModel session, Environment environment) {
        Settings last = settings.settings().get();
        if (environment.get("STORAGE_ACCOUNT_URL").isEmpty()) {
            last.accounts().stream().findFirst().ifPresent(session.accountText()::set);
        }
        if (environment.get("BLOBDROP_CONTAINER").isEmpty()) {
            last.container().ifPresent(session.containerText()::set);
        }
        session.account()
                .subscribe(
                        (before, account) ->
                                account.ifPresent(
                                        url ->
                                                settings.change(
                                                        old -> old.withAccount(url.toString()))));
        session.container()
                .subscribe(
                        (before, container) ->
                                container.ifPresent(
                                        name -> settings.change(old -> old.withContainer(name))));
    }

    /// Pulls what changed; to be called ten times a second.
    public void refresh() {
        session.refresh();
        transfers.refresh();
        explorer.refreshIfChanged(System.nanoTime());
    }
}
