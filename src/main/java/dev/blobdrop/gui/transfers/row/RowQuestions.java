package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RetryItem;

import java.util.List;
import java.util.Optional;

/// What becomes of the files of one drop whose names are taken. Each answer is one more run.
final class RowQuestions {
    private final DropResults books;
    private final DropRuns runs;
    private Optional<Answer> forAll = Optional.empty();

    RowQuestions(DropResults books, DropRuns runs) {
        this.books = books;
        this.runs = runs;
    }

    /// The file that is asked about first; empty when none is, or all have their answer.
    Optional<RetryItem> open() {
        return forAll.isEmpty() ? books.question() : Optional.empty();
    }

    long number() {
        return books.sums().questions();
    }

    /// Takes up an answer at once.
    ///
    /// @param rest whether it is that of all further questions too
    void answer(Drop drop, Question question, Answer answer, boolean rest) {
        if (!books.take(question.part())) {
            return;
        }
        RetryItem part = question.part();
        take(drop, answer, List.of(answer == Answer.REPLACE ? part.over(question.there()) : part));
        if (rest) {
            forAll = Optional.of(answer);
        }
    }

    /// One run takes up all files that were found in the way meanwhile.
    void takeUp(Drop drop) {
        if (forAll.isPresent() && !runs.isTakingUp()) {
            take(drop, forAll.get(), books.takeQuestions());
        }
    }

    private void take(Drop drop, Answer answer, List<RetryItem> parts) {
        switch (answer) {
            case REPLACE -> runs.begin(drop, ConflictPolicy.REPLACE, parts);
            case KEEP_BOTH -> runs.begin(drop, ConflictPolicy.KEEP_BOTH, parts);
            case SKIP -> books.skipByUser(parts);
        }
    }

    /// The name is free again.
    void tryAgain(Drop drop, RetryItem part) {
        if (books.take(part)) {
            runs.begin(drop, drop.policy(), List.of(part));
        }
    }
}
