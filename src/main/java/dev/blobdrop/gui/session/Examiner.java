package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import java.util.Optional;
import java.util.function.Consumer;

/// Looks into signing in without changing who is signed in, and asks no person. Methods block for
/// seconds; listeners are called on the same thread.
public interface Examiner {
    /// A sign-in that was tried: how it went, and why it did not work.
    record Tried(ChainTrace trace, Optional<Problem> problem) {}

    /// Asks every credential of this machine, going on after an answer.
    /// @param account whose cloud is asked; without one, that of the environment's account
    Tried survey(Optional<AccountUrl> account, ChainListener listener);

    /// Signs in with a pod's variables and nothing else, from here.
    Tried asPod(Environment pod, ChainListener listener);

    /// Goes from this machine to the container, stage by stage.
    ///
    /// @param write whether an empty blob may be written and removed again
    Diagnosis diagnose(Optional<AccountUrl> account, String container, boolean write, Consumer<Finding> listener);
}
