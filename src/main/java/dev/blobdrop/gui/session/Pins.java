package dev.blobdrop.gui.session;

import dev.blobdrop.core.storage.AccountUrl;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The way to sign in that was chosen for each account. Used on the window's thread.
public interface Pins {
    Optional<SignInChoice> of(AccountUrl account);

    void pin(AccountUrl account, SignInChoice choice);

    /// Those of one run.
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
