package dev.blobdrop.gui.session;

import dev.blobdrop.core.storage.AccountUrl;
import java.util.Optional;

/// Keeps the choices in the settings, for the next start.
public final class SettingsPins implements Pins {
    private final SettingsModel settings;

    /// Keeps the choices in these settings.
    public SettingsPins(SettingsModel settings) {
        this.settings = settings;
    }

    @Override
    public Optional<SignInChoice> of(AccountUrl account) {
        return Optional.ofNullable(settings.settings().get().credentials().get(account.toString()))
                .flatMap(SignInChoice::parse);
    }

    /// The library's own order is what counts without a choice, so it is not kept.
    @Override
    public void pin(AccountUrl account, SignInChoice choice) {
        Optional<String> text = Optional.of(choice)
                .filter(chosen -> !chosen.equals(SignInChoice.AUTOMATIC))
                .map(SignInChoice::text);
        settings.change(old -> old.withCredential(account.toString(), text));
    }
}
