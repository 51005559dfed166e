package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.base.Texts;
import java.util.ArrayList;
import java.util.List;

/// Why blobs failed, in one line each. Written by the engine's threads, read by the window's.
final class FailureReasons {
    /// More are only counted.
    private static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();

    synchronized void add(String name, Problem problem) {
        if (lines.size() < MOST) {
            lines.add(Texts.of("explorer.task.failure", name, problem.title(), problem.detail()));
        }
    }

    /// A list of its own, to which something may be added.
    synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }
}
