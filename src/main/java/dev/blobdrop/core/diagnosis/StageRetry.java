package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Problem;

/// Decides whether to repeat a stage that failed, because a fresh fix takes some time to work.
@FunctionalInterface
public interface StageRetry {
    /// Never repeats a stage.
    StageRetry NONE = failure -> false;

    /// May wait before it answers.
    boolean after(Problem failure) throws InterruptedException;
}
