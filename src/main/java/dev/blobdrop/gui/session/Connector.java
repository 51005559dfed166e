package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.ConnectionSettings;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.util.Optional;

/// The window's access to Azure. Methods block and are thread-safe; only [#trace] returns at once.
public interface Connector {
    /// Signs in. From then on the shown account, and every other account with the same choice, uses
    /// that identity, including running uploads. If it fails, nothing changes. Of several attempts
    /// at the same time only the one with the highest number takes effect, in whatever order their
    /// threads arrive.
    ///
    /// @param attempt the number of the attempt; later ones have higher numbers
    /// @param cloud its identity provider is used, unless the environment names one
    /// @param host prompts the user, if the choice is interactive
    /// @throws dev.blobdrop.core.problem.ProblemException if the sign-in fails
    Identity signIn(int attempt, SignInChoice choice, Cloud cloud, SignInHost host);

    /// Deletes the saved sign-in and signs out. Attempts with a lower number no longer take effect;
    /// a later one stays signed in.
    ///
    /// @param attempt a number in the same sequence as in [#signIn]
    /// @throws dev.blobdrop.core.problem.ProblemException if the saved sign-in cannot be deleted
    void signOut(int attempt);

    /// Sets the account that the window shows. Work under way for the previous account keeps its
    /// identity and cloud.
    void show(Optional<AccountUrl> account);

    /// The trace of the current sign-in attempt, or else of the sign-in in use; empty before any.
    Optional<ChainTrace> trace();

    /// The hosts that may receive tokens. Returns at once.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException if the environment variable is not a list
    ///     of hosts
    TrustedHosts hosts();

    /// Checks without a token whether an account's host is a storage service.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException if it does not answer like one
    void check(AccountUrl account);

    /// Examines sign-ins without changing anything.
    Examiner examiner();

    /// The store of an account. Each request uses the identity signed in at that moment. Requests
    /// block, so make them through `UiThreads.work`, and only when signed in.
    BlobStore store(AccountUrl account);

    /// Limits the upload speed from now on, for running uploads too.
    ///
    /// @param bytesPerSecond per account; 0 is no limit
    void bandwidth(long bytesPerSecond);

    /// Uses these connection settings from now on. Requests under way keep the old ones, and the
    /// sign-in in use stays until the next one.
    void connection(ConnectionSettings settings);

    /// The engine of an account, always the same one, so that its uploads share their limits.
    TransferEngine engine(AccountUrl account);
}
