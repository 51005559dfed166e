package dev.blobdrop.core.identity;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/// The face's side of a sign-in that needs a person. Methods are called on the thread that signs
/// in; that thread waits for the person, so they must return at once.
public interface SignInHost {
    /// How long a person gets in the browser, unless the face decides otherwise.
    Duration BROWSER_LIMIT = Duration.ofSeconds(120);

    /// A browser window is about to open. [#finished] follows, whatever happens.
    ///
    /// @param page what it shows, for a person whose browser did not open; it works on this machine
    ///     only
    /// @param pending counts down and cancels
    void browserOpens(URI page, PendingSignIn pending);

    /// The person has to open the page, on any device, and type the code. [#finished] follows,
    /// whatever happens.
    void showDeviceCode(String userCode, String page, PendingSignIn pending);

    /// A program that was asked alone, such as `az`, has not answered for some seconds and is
    /// waited for. [#finished] follows, whatever happens.
    ///
    /// @param program its name for a person
    /// @param pending counts down
    default void programWaits(String program, PendingSignIn pending) {}

    /// Nobody is waited for any more: the person answered, cancelled, or the time is over.
    void finished();

    /// The sign-in worked and holds for this run only.
    ///
    /// @param why such as `no keyring`
    void notRemembered(String why);

    /// Whether a person may be asked now. When not, only a remembered sign-in is tried.
    default boolean mayAsk() {
        return true;
    }

    /// How long a person gets in the browser.
    default Duration browserLimit() {
        return BROWSER_LIMIT;
    }

    /// The native handle of our window, for the Windows broker.
    OptionalLong windowHandle();

    /// Where nobody can be asked, such as the default chain at the start of a program: what is
    /// remembered is tried, and nothing is shown.
    SignInHost NOBODY = new SignInHost() {
        @Override
        public boolean mayAsk() {
            return false;
        }

        @Override
        public void browserOpens(URI page, PendingSignIn pending) {
            pending.cancel();
        }

        @Override
        public void showDeviceCode(String userCode, String page, PendingSignIn pending) {
            pending.cancel();
        }

        @Override
        public void finished() {}

        @Override
        public void notRemembered(String why) {}

        @Override
        public OptionalLong windowHandle() {
            return OptionalLong.empty();
        }
    };
}
