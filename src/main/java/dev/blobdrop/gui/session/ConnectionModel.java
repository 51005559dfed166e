package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.ConnectionSettings;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The connection settings. Each value is checked first; then the next connection uses it, for
/// sign-in and storage alike.
public final class ConnectionModel {
    /// A setting.
    public enum Field {
        CA_FILE,
        PROXY,
        TENANT
    }

    private final UiThreads threads;
    private final SettingsModel settings;
    private final Map<Field, ReadOnlyObjectWrapper<Optional<String>>> troubles = new EnumMap<>(Field.class);

    /// Applies the saved settings to the connector.
    public ConnectionModel(UiThreads threads, SettingsModel settings, SessionModel session, Connector connector) {
        this.threads = threads;
        this.settings = settings;
        for (Field field : Field.values()) {
            troubles.put(field, new ReadOnlyObjectWrapper<>(Optional.empty()));
        }
        connector.connection(now());
        settings.settings()
                .map(all -> all.connection())
                .subscribe((before, after) -> threads.work(
                        () -> {
                            connector.connection(after);
                            return true;
                        },
                        done -> session.signIns().renew(),
                        session::report));
    }

    // ---- Properties ----

    /// Why the last value entered is invalid; empty when it is valid.
    public ReadOnlyObjectProperty<Optional<String>> trouble(Field field) {
        return troubles.get(field).getReadOnlyProperty();
    }

    /// The value in use; empty when not set.
    public String value(Field field) {
        Optional<String> value = switch (field) {
            case CA_FILE -> now().caFile();
            case PROXY -> now().proxy();
            case TENANT -> now().tenant();
        };
        return value.orElse("");
    }

    private ConnectionSettings now() {
        return settings.settings().get().connection();
    }

    // ---- Commands ----

    /// Checks a value and applies it if it is valid.
    ///
    /// @param text blank to unset
    public void enter(Field field, String text) {
        threads.check();
        Optional<String> value = Optional.of(text.strip()).filter(some -> !some.isEmpty());
        if (value.orElse("").equals(value(field))) {
            say(field, Optional.empty());
            return;
        }
        if (field == Field.PROXY && text.contains("@")) {
            say(field, Optional.of(Texts.of("window.settings.proxy.password")));
            return;
        }
        threads.work(
                () -> {
                    Optional<String> whole = field == Field.CA_FILE ? value.map(ConnectionModel::absolute) : value;
                    AzureConnector.check(with(ConnectionSettings.NONE, field, whole));
                    return whole;
                },
                whole -> take(field, whole),
                problem -> say(field, Optional.of(why(problem))));
    }

    private void take(Field field, Optional<String> value) {
        say(field, Optional.empty());
        if (!value.orElse("").equals(value(field))) {
            settings.change(old -> old.withConnection(with(old.connection(), field, value)));
        }
    }

    private void say(Field field, Optional<String> trouble) {
        troubles.get(field).set(trouble);
    }

    private static String why(Problem problem) {
        return problem.title() + ". " + problem.detail();
    }

    private static String absolute(String file) {
        try {
            return Path.of(file).toAbsolutePath().toString();
        } catch (InvalidPathException e) {
            return file;
        }
    }

    private static ConnectionSettings with(ConnectionSettings settings, Field field, Optional<String> value) {
        return switch (field) {
            case CA_FILE -> settings.withCaFile(value);
            case PROXY -> settings.withProxy(value);
            case TENANT -> settings.withTenant(value);
        };
    }
}
