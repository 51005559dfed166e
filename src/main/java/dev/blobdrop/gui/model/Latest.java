package dev.blobdrop.gui.model;

import java.util.Optional;

/// Work of which only the latest counts: what begins gives up what went before it, and what that
/// still has to say is not heard. For the window's thread.
final class Latest {
    private final Runnable changed;
    private Optional<Job> job = Optional.empty();
    private int turns;

    /// @param changed told whenever [#isUnderWay] may have changed
    Latest(Runnable changed) {
        this.changed = changed;
    }

    boolean isUnderWay() {
        return job.isPresent();
    }

    void giveUp() {
        turns++;
        job.ifPresent(Job::cancel);
        job = Optional.empty();
        changed.run();
    }

    Turn begin() {
        giveUp();
        return new Turn(turns);
    }

    /// One piece of work, as long as nothing newer has begun.
    final class Turn {
        private final int number;

        private Turn(int number) {
            this.number = number;
        }

        /// Names the thread that does the work, so that it can be given up.
        void runs(Job work) {
            job = Optional.of(work);
            changed.run();
        }

        /// Does something with what the work has found, if it still counts.
        void say(Runnable task) {
            if (number == turns) {
                task.run();
            }
        }

        /// The same with the last that it has found.
        void end(Runnable task) {
            say(
                    () -> {
                        job = Optional.empty();
                        task.run();
                        changed.run();
                    });
        }
    }
}
