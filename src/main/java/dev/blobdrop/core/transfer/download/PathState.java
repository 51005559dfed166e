package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// What exists under the name that a file is to get.
enum PathState {
    /// Nothing.
    NOTHING,
    /// A file, or a link to one.
    FILE,
    /// A folder, or a link to one.
    FOLDER,
    /// A broken link, a pipe or a device.
    OTHER;

    /// @throws dev.blobdrop.core.problem.ProblemException when there cannot be a file of that name,
    ///     for example because it is too long
    static PathState of(Path place) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink()) {
                return Files.isDirectory(place) ? FOLDER : Files.isRegularFile(place) ? FILE : OTHER;
            }
            return found.isDirectory() ? FOLDER : found.isRegularFile() ? FILE : OTHER;
        } catch (NoSuchFileException e) {
            return NOTHING;
        } catch (IOException e) {
            return ofUnreadable(place, e);
        }
    }

    /// A file where a parent folder is needed is reported when the folder is created.
    private static PathState ofUnreadable(Path place, IOException e) {
        for (Path parent = place.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(parent)) {
                return NOTHING;
            }
        }
        throw FileProblems.writing(place, e).asException(e);
    }
}
