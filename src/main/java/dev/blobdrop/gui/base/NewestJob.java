package dev.blobdrop.gui.base;

import java.util.Optional;

/// Background work of which only the newest matters: starting one cancels the one before, whose
/// results are ignored. For the window's thread.
public final class NewestJob {
    private final Runnable changed;
    private Optional<Job> job = Optional.empty();
    private int turns;

    /// @param changed called whenever [#isUnderWay] may have changed
    public NewestJob(Runnable changed) {
        this.changed = changed;
    }

    /// Whether work is running.
    public boolean isUnderWay() {
        return job.isPresent();
    }

    /// Cancels the work, if any.
    public void cancel() {
        turns++;
        job.ifPresent(Job::cancel);
        job = Optional.empty();
        changed.run();
    }

    /// Cancels the work before and starts a new one.
    public Turn begin() {
        cancel();
        return new Turn(turns);
    }

    /// One piece of work; ignored once a newer one has started.
    public final class Turn {
        private final int number;

        private Turn(int number) {
            this.number = number;
        }

        /// Sets the job that does the work, so that it can be cancelled.
        public void runs(Job work) {
            job = Optional.of(work);
            changed.run();
        }

        /// Uses an interim result, if this is still the newest work.
        public void say(Runnable task) {
            if (number == turns) {
                task.run();
            }
        }

        /// Uses the last result, if this is still the newest work.
        public void end(Runnable task) {
            say(() -> {
                job = Optional.empty();
                task.run();
                changed.run();
            });
        }
    }
}
