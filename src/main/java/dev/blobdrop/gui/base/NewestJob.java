package dev.blobdrop.gui.base;

import java.util.Optional;

/// Work of which only the latest counts: what begins gives up what went before it, and what that
/// still has to say is not heard. For the window's thread.
public final class NewestJob {
    private final Runnable changed;
    private Optional<Job> job = Optional.empty();
    private int turns;

    /// @param changed told whenever [#isUnderWay] may have changed
    public NewestJob(Runnable changed) {
        this.changed = changed;
    }

    public boolean isUnderWay() {
        return job.isPresent();
    }

    public void giveUp() {
        turns++;
        job.ifPresent(Job::cancel);
        job = Optional.empty();
        changed.run();
    }

    public Turn begin() {
        giveUp();
        return new Turn(turns);
    }

    /// One piece of work, as long as nothing newer has begun.
    public final class Turn {
        private final int number;

        private Turn(int number) {
            this.number = number;
        }

        /// Names the thread that does the work, so that it can be given up.
        public void runs(Job work) {
            job = Optional.of(work);
            changed.run();
        }

        /// Does something with what the work has found, if it still counts.
        public void say(Runnable task) {
            if (number == turns) {
                task.run();
            }
        }

        /// The same with the last that it has found.
        public void end(Runnable task) {
            say(() -> {
                job = Optional.empty();
                task.run();
                changed.run();
            });
        }
    }
}
