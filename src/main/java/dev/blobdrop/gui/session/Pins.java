package dev.blobdrop.gui.session;

import dev.blobdrop.core.storage.AccountUrl;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The sign-in choice for each account. For the window's thread.
public interface Pins {
    Optional<SignInChoice> of(AccountUrl account);

    void pin(AccountUrl account, SignInChoice choice);

    /// Pins that are not saved.
    static Pins forgetful() {
        Map<AccountUrl, SignInChoice> pins = new HashMap<>();
        return new Pins() {
            @Override
            public Optional<SignInChoice> of(AccountUrl account) {
                return Optional.ofNullable(pins.get(account));
            }

            @Override
            public void pin(AccountUrl account, SignInChoice choice) {
                pins.put(account, choice);
            }
        };
    }
}
