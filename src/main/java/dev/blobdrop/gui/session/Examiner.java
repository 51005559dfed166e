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

/// Examines sign-ins without changing who is signed in and without prompting. Methods block for
/// seconds and call listeners on the same thread.
public interface Examiner {
    /// The result of a sign-in: its trace, and why it failed.
    record Tried(ChainTrace trace, Optional<Problem> problem) {}

    /// Tries every credential of this machine, even after one succeeds.
    /// @param account its cloud is used; without one, that of the environment's account
    Tried survey(Optional<AccountUrl> account, ChainListener listener);

    /// Signs in from here with only the variables of a pod.
    Tried asPod(Environment pod, ChainListener listener);

    /// Checks the connection from this machine to the container, stage by stage.
    ///
    /// @param write whether to write an empty blob and delete it
    Diagnosis diagnose(Optional<AccountUrl> account, String container, boolean write, Consumer<Finding> listener);
}
