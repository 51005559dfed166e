package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Problem;

/// How far a listing is.
public sealed interface ListingState {
    /// Nothing was asked, because an account, a sign-in or a container is missing.
    record Idle() implements ListingState {}

    /// The first page is on its way.
    record Loading() implements ListingState {}

    /// At least the first page is there; it may be empty.
    record Shown() implements ListingState {}

    /// The first page did not come.
    record Trouble(Problem problem) implements ListingState {}
}
