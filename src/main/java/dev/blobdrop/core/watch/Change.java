package dev.blobdrop.core.watch;

import java.nio.file.Path;

/// A change in a followed folder, as the operating system reports it.
sealed interface Change {
    /// A file was created; its creator may be about to write it.
    record Created(Path file) implements Change {}

    /// A file is open and was written to.
    record Written(Path file) implements Change {}

    /// A file that was open for writing was closed, or a file was renamed into the folder.
    record Finished(Path file) implements Change {}

    /// A file was removed or renamed away.
    record Gone(Path file) implements Change {}

    /// A folder appeared.
    record FolderAppeared(Path folder) implements Change {}

    /// Changes were lost: the operating system buffers only so many.
    record Lost() implements Change {}
}
