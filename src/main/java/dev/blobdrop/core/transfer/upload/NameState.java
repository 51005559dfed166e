package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobProperties;
import java.util.Optional;

/// What is known about a name before anything is sent.
sealed interface NameState {
    /// No blob has the name.
    record Free() implements NameState {}

    /// A blob has the name.
    ///
    /// @param blob its properties, if it was looked up by name
    /// @param listed its properties as far as a listing shows them, if it was found there
    record Taken(Optional<BlobProperties> blob, Optional<NameIndex.Listed> listed) implements NameState {}

    /// This identity may write but not read.
    ///
    /// @param why the service's refusal
    record Hidden(Problem why) implements NameState {}

    static NameState of(Optional<BlobProperties> found) {
        return found.isPresent() ? new Taken(found, Optional.empty()) : new Free();
    }
}
