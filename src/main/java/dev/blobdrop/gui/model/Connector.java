package dev.blobdrop.gui.model;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.TransferEngine;

import java.util.Optional;

/// The way to Azure, as far as the window needs it. Methods block and may be called by many
/// threads, except [#trace], which answers at once.
public interface Connector {
    /// Signs in without asking anybody anything.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when nobody is signed in here
    Identity signIn();

    /// The course of the sign-in so far; empty before it was begun.
    Optional<ChainTrace> trace();

    /// What the account holds, seen as whoever is signed in at the moment of each request. A
    /// request
    /// blocks, so it is made through [UiThreads#work], and not before somebody is signed in.
    BlobStore store(AccountUrl account);

    /// The engine for this account, always the same one, so that its transfers share their limits.
    TransferEngine engine(AccountUrl account);
}
