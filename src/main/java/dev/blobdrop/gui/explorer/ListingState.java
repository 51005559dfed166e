package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.problem.Problem;

/// The state of a listing.
public sealed interface ListingState {
    /// Nothing was requested: the account, the sign-in or the container is missing.
    record Idle() implements ListingState {}

    /// The first page is loading.
    record Loading() implements ListingState {}

    /// At least the first page has loaded; it may be empty.
    record Shown() implements ListingState {}

    /// The first page could not be loaded.
    record Trouble(Problem problem) implements ListingState {}
}
