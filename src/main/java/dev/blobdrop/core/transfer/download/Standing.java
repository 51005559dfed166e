package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// What has the name that a file is to get.
enum Standing {
    NOTHING,
    /// A file, or a link to one.
    FILE,
    /// A folder, or a link to one.
    FOLDER,
    /// A link that leads nowhere, or what is no file: a pipe, a device.
    OTHER;

    /// @throws dev.blobdrop.core.problem.ProblemException when there can be no file of that name,
    ///     because it is too long for one
    static Standing of(Path place) {
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

    /// A file on the way, where a folder is needed, is said when the folder is made.
    private static Standing ofUnreadable(Path place, IOException e) {
        for (Path parent = place.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(parent)) {
                return NOTHING;
            }
        }
        throw FileProblems.writing(place, e).asException(e);
    }
}
