package dev.blobdrop.gui.model;

import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.problem.Problem;

/// How far the sign-in is.
public sealed interface SignIn {
    record NotBegun() implements SignIn {}

    record Checking() implements SignIn {}

    /// @param credential the one that answered, for people, such as `Azure CLI`
    record Done(Identity identity, String credential) implements SignIn {}

    record Refused(Problem problem) implements SignIn {}

    /// The state in words.
    default String text() {
        return switch (this) {
            case NotBegun() -> "Not signed in";
            case Checking() -> "Checking...";
            case Done(Identity identity, String credential) -> identity.name() + " · " + credential;
            case Refused(Problem problem) -> "Not signed in";
        };
    }
}
