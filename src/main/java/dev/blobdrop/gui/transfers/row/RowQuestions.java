package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RetryItem;
import java.util.List;
import java.util.Optional;

/// What becomes of the files of one drop whose names are taken. Each answer is one more run.
final class RowQuestions {
    private final DropResults results;
    private final DropRuns runs;
    private Optional<Answer> forAll = Optional.empty();

    RowQuestions(DropResults results, DropRuns runs) {
        this.results = results;
        this.runs = runs;
    }

    /// The file that is asked about first; empty when none is, or all have their answer.
    Optional<RetryItem> open() {
        return forAll.isEmpty() ? results.question() : Optional.empty();
    }

    long number() {
        return results.sums().questions();
    }

    /// Takes up an answer at once.
    ///
    /// @param there the blob that has the name
    /// @param rest whether it is that of all further questions too
    void answer(Drop drop, RetryItem part, BlobProperties there, Answer answer, boolean rest) {
        if (!results.take(part)) {
            return;
        }
        take(drop, answer, List.of(answer == Answer.REPLACE ? part.over(there) : part));
        if (rest) {
            forAll = Optional.of(answer);
        }
    }

    /// One run takes up all files that were found in the way meanwhile.
    void takeUp(Drop drop) {
        if (forAll.isPresent() && !runs.isTakingUp()) {
            take(drop, forAll.get(), results.takeQuestions());
        }
    }

    private void take(Drop drop, Answer answer, List<RetryItem> parts) {
        switch (answer) {
            case REPLACE -> runs.begin(drop, ConflictPolicy.REPLACE, parts);
            case KEEP_BOTH -> runs.begin(drop, ConflictPolicy.KEEP_BOTH, parts);
            case SKIP -> results.skipByUser(parts);
        }
    }

    /// The name is free again.
    void tryAgain(Drop drop, RetryItem part) {
        if (results.take(part)) {
            runs.begin(drop, drop.policy(), List.of(part));
        }
    }
}
