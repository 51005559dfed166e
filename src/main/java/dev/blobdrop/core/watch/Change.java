package dev.blobdrop.core.watch;

import java.nio.file.Path;

/// Something that the operating system says of a followed folder.
sealed interface Change {
    /// A file was created; whoever did so may be about to write it.
    record Created(Path file) implements Change {}

    /// A file is open and was written to.
    record Written(Path file) implements Change {}

    /// A file that was open for writing was closed, or a file was renamed into the folder.
    record Finished(Path file) implements Change {}

    /// A file was removed or renamed away.
    record Gone(Path file) implements Change {}

    /// A folder appeared.
    record FolderAppeared(Path folder) implements Change {}

    /// Changes got lost: more happened than the operating system keeps.
    record Lost() implements Change {}
}
