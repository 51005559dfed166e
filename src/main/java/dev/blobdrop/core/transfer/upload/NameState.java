package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobProperties;
import java.util.Optional;

/// What is known of a name before anything is sent for it.
sealed interface NameState {
    /// Nothing has that name.
    record Free() implements NameState {}

    /// A blob has that name.
    ///
    /// @param blob its properties, if it was asked for by its name
    /// @param listed the same as far as a listing shows it, if it was found there
    record Taken(Optional<BlobProperties> blob, Optional<NameIndex.Listed> listed) implements NameState {}

    /// This identity may write but not look.
    ///
    /// @param why the service's refusal
    record Hidden(Problem why) implements NameState {}

    static NameState of(Optional<BlobProperties> found) {
        return found.isPresent() ? new Taken(found, Optional.empty()) : new Free();
    }
}
