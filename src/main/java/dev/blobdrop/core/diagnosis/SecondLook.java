package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Problem;

/// Decides whether a stage that failed is looked at once more, because what was mended a moment ago
/// takes some time to work.
@FunctionalInterface
public interface SecondLook {
    /// What fails, fails.
    SecondLook NONE = failure -> false;

    /// May wait before it answers.
    boolean after(Problem failure) throws InterruptedException;
}
