package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RetryItem;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The files of one drop whose names are taken. Each answer starts one more run.
public final class RowQuestions {
    private final DropResults results;
    private final DropRuns runs;
    private final Supplier<Drop> drop;
    private final BooleanSupplier possible;
    private Optional<Answer> forAll = Optional.empty();

    /// @param possible whether the row can take an answer now
    RowQuestions(DropResults results, DropRuns runs, Supplier<Drop> drop, BooleanSupplier possible) {
        this.results = results;
        this.runs = runs;
        this.drop = drop;
        this.possible = possible;
    }

    // ---- Properties ----

    /// The file to ask about next; empty when there is none, or one answer was given for all.
    public Optional<RetryItem> next() {
        return possible.getAsBoolean() && forAll.isEmpty() ? results.question() : Optional.empty();
    }

    /// Whether this file is the one to ask about next.
    public boolean isNext(RetryItem item) {
        return next().filter(item::equals).isPresent();
    }

    /// How many files wait for an answer.
    public long count() {
        return results.outcomes().questions();
    }

    // ---- Commands ----

    /// Takes the answer for one file; uploads it at once unless it is skipped.
    ///
    /// @param there the blob that has the name; nothing else is replaced
    /// @param rest whether all further questions get the same answer
    public void answer(RetryItem item, BlobProperties there, Answer answer, boolean rest) {
        if (!results.take(item)) {
            return;
        }
        apply(answer, List.of(answer == Answer.REPLACE ? item.over(there) : item));
        if (rest) {
            forAll = Optional.of(answer);
        }
    }

    /// Uploads a file again whose name is free by now.
    public void tryAgain(RetryItem item) {
        if (results.take(item)) {
            runs.begin(drop.get(), drop.get().policy(), List.of(item));
        }
    }

    /// Applies the answer for all to the files found since, in one run.
    void answerRest() {
        if (forAll.isPresent() && !runs.isRepeating()) {
            apply(forAll.get(), results.takeQuestions());
        }
    }

    private void apply(Answer answer, List<RetryItem> items) {
        switch (answer) {
            case REPLACE -> runs.begin(drop.get(), ConflictPolicy.REPLACE, items);
            case KEEP_BOTH -> runs.begin(drop.get(), ConflictPolicy.KEEP_BOTH, items);
            case SKIP -> results.skipByUser(items);
        }
    }
}
