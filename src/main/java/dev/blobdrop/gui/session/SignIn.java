package dev.blobdrop.gui.session;

import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Texts;

/// The state of the sign-in.
public sealed interface SignIn {
    record NotBegun() implements SignIn {}

    record Checking() implements SignIn {}

    /// @param credential the name of the credential used, such as `Azure CLI`
    record Done(Identity identity, String credential) implements SignIn {}

    record Refused(Problem problem) implements SignIn {}

    /// The token has expired and its credential returns no new one.
    record Expired(Identity identity, String credential) implements SignIn {}

    /// The state in words.
    default String text() {
        return switch (this) {
            case NotBegun() -> Texts.of("chain.state.none");
            case Checking() -> Texts.of("chain.state.checking");
            case Done(Identity identity, String credential) ->
                Texts.of("chain.state.done", identity.name(), credential);
            case Refused(Problem problem) -> Texts.of("chain.state.none");
            case Expired(Identity identity, String credential) -> Texts.of("chain.state.expired");
        };
    }
}
