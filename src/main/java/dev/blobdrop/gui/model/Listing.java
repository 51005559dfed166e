package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Problem;

/// How far a listing is.
public sealed interface Listing {
    /// Nothing was asked, because an account, a sign-in or a container is missing.
    record Idle() implements Listing {}

    /// The first page is on its way.
    record Loading() implements Listing {}

    /// At least the first page is there; it may be empty.
    record Shown() implements Listing {}

    /// The first page did not come.
    record Trouble(Problem problem) implements Listing {}
}
