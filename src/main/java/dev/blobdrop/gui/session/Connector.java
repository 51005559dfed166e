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

/// The way to Azure, as far as the window needs it. Methods block and may be called by many
/// threads, except [#trace], which answers at once.
public interface Connector {
    /// Signs in by this choice. From then on the account that is shown, and every other that is
    /// used by the same choice, is used as that identity, uploads under way included; when it does
    /// not work, all are used as before. Of several tries at the same time only the one with the
    /// highest number counts, in whatever order their threads come here.
    ///
    /// @param attempt the number of this try; each next one of the same window has a higher one
    /// @param cloud whose identity provider is asked, unless the environment names one
    /// @param host asks the person, if that is wanted
    /// @throws dev.blobdrop.core.problem.ProblemException when this choice signs nobody in
    Identity signIn(int attempt, SignInChoice choice, Cloud cloud, SignInHost host);

    /// Forgets the remembered sign-in and uses nobody's any more. Tries with a lower number count
    /// no longer; whoever has signed in by a later one stays so.
    ///
    /// @param attempt a number of the same count as that of the tries
    /// @throws dev.blobdrop.core.problem.ProblemException when what is remembered cannot be removed
    void signOut(int attempt);

    /// The account that the window shows from now on. The one that it showed before goes on being
    /// used as it is now: what is still under way there never gets the identity, or the cloud, of
    /// another account.
    void show(Optional<AccountUrl> account);

    /// The trace of the sign-in that is tried now, or else of the one in use; empty before any.
    Optional<ChainTrace> trace();

    /// The hosts that tokens are sent to. Answers at once.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when the environment names something else
    ///     than hosts
    TrustedHosts hosts();

    /// Asks an account's host, without a token, whether it is a storage service.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when it does not answer as one
    void look(AccountUrl account);

    /// Answers questions about signing in that change nothing.
    Examiner examiner();

    /// What the account holds, seen as whoever is signed in for it at the moment of each request. A
    /// request blocks, so it is made through `UiThreads.work`, and not before somebody is signed
    /// in.
    BlobStore store(AccountUrl account);

    /// Limits what is sent from now on, transfers under way included.
    ///
    /// @param bytesPerSecond for each account; 0 for no limit
    void bandwidth(long bytesPerSecond);

    /// Reaches services this way from now on. What is under way ends as it has begun; the sign-in
    /// that is in use stays until the next one.
    void connection(ConnectionSettings settings);

    /// The engine for this account, always the same one, so that its transfers share their limits.
    TransferEngine engine(AccountUrl account);
}
