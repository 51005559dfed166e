package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Texts;
import java.util.ArrayList;
import java.util.List;

/// Why blobs failed, one line each. The engine's threads write it, the window's thread reads it.
final class FailureReasons {
    /// Further failures are only counted.
    private static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();

    synchronized void add(String name, Problem problem) {
        if (lines.size() < MOST) {
            lines.add(Texts.of("explorer.task.failure", name, problem.title(), problem.detail()));
        }
    }

    /// A modifiable copy.
    synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }
}
