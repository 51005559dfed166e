package dev.blobdrop.core.identity;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/// The user interface's part in a sign-in that needs a person. The methods are called on the thread
/// that signs in and then waits for the person, so they must return at once.
public interface SignInHost {
    /// The default time for a person to sign in with the browser.
    Duration BROWSER_LIMIT = Duration.ofSeconds(120);

    /// A browser window is about to open. [#finished] always follows.
    ///
    /// @param page the sign-in page, for a person whose browser did not open; it works only on this
    ///     machine
    /// @param pending counts down and cancels
    void browserOpens(URI page, PendingSignIn pending);

    /// The person has to open the page, on any device, and enter the code. [#finished] always
    /// follows.
    void showDeviceCode(String userCode, String page, PendingSignIn pending);

    /// A program that is the only credential to try, such as `az`, has not answered for some
    /// seconds. [#finished] always follows.
    ///
    /// @param program its name for people
    /// @param pending counts down
    default void programWaits(String program, PendingSignIn pending) {}

    /// The wait is over: the person answered or cancelled, or the time is up.
    void finished();

    /// The sign-in worked but will not be saved for the next run.
    ///
    /// @param why such as `no keyring`
    void notRemembered(String why);

    /// Whether a person may be asked to sign in now. If not, only a saved sign-in is tried.
    default boolean mayAsk() {
        return true;
    }

    /// How long a person has to sign in with the browser.
    default Duration browserLimit() {
        return BROWSER_LIMIT;
    }

    /// The native handle of our window, for the Windows broker.
    OptionalLong windowHandle();

    /// Never asks a person and shows nothing, such as for the default chain at the start of the
    /// window: only a saved sign-in is tried.
    SignInHost NON_INTERACTIVE = new SignInHost() {
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
