package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.Shard;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Walks files and folders and accounts for everything it finds. It keeps no list.
///
/// A symbolic link named by the user is followed. One found inside a folder is not, so there can be
/// no loop and nothing outside the folder is sent. Pipes, sockets and devices are never opened.
public final class SourceScanner {
    /// Called for everything found, exactly once each.
    public interface Visitor {
        /// A file to be uploaded.
        ///
        /// @param relativeName with `/` between folders
        /// @param size in bytes, as the directory entry says
        void file(Path path, String relativeName, long size);

        /// Something that is left out.
        void skipped(Path path, String reason);

        /// Something that could not be read.
        void failed(Path path, String relativeName, Problem problem);

        /// A folder is about to be listed.
        default void folder(Path path) {}
    }

    /// The reason for leaving out what is neither a file nor a folder.
    public static final String NO_FILE = "not a regular file (a pipe, socket or device)";

    /// How deep folders may be nested: more would not fit on the stack, and a blob's name has at
    /// most 254 parts.
    private static final int MOST_LEVELS = 300;

    private final NameFilter filter;
    private final Shard shard;
    private final Visitor visitor;
    private final BooleanSupplier stopped;
    private final Deque<Object> ancestors = new ArrayDeque<>();

    /// @param stopped whether to end the walk; asked before each entry
    public SourceScanner(NameFilter filter, Shard shard, Visitor visitor, BooleanSupplier stopped) {
        this.filter = filter;
        this.shard = shard;
        this.visitor = visitor;
        this.stopped = stopped;
    }

    /// Walks one path named by the user.
    public void scan(Path named) {
        scan(named, Optional.empty());
    }

    /// Walks one path.
    ///
    /// @param base the folder that names are relative to; empty for the path's own parent
    public void scan(Path named, Optional<Path> base) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(named, BasicFileAttributes.class);
            Optional<Path> name = base.map(folder -> folder.relativize(named))
                    .map(path -> Optional.of(path).filter(p -> !p.toString().isEmpty()))
                    .orElseGet(() -> rootName(named, attributes));
            visit(named, name, attributes);
        } catch (IOException e) {
            visitor.failed(named, nameOf(named), FileProblems.reading(named, e));
        }
    }

    private static String nameOf(Path named) {
        return Optional.ofNullable(named.getFileName()).map(Path::toString).orElse("");
    }

    /// Walks something that an earlier walk found.
    ///
    /// @param isNamed whether the user named it, so that it may be a symbolic link
    public void scan(RetryItem item, boolean isNamed) {
        Optional<Path> relative =
                Optional.of(Path.of(item.name())).filter(p -> !item.name().isEmpty());
        LinkOption[] links = isNamed ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        try {
            visit(item.path(), relative, Files.readAttributes(item.path(), BasicFileAttributes.class, links));
        } catch (IOException e) {
            visitor.failed(item.path(), item.name(), FileProblems.reading(item.path(), e));
        }
    }

    /// What a named folder contributes to its files' names: its own name, but nothing for `.`, `..`
    /// or a root.
    private static Optional<Path> rootName(Path named, BasicFileAttributes attributes) {
        Path name = Optional.ofNullable(named.getFileName()).orElse(Path.of(""));
        String text = name.toString();
        boolean nameless = text.isEmpty() || text.equals(".") || text.equals("..");
        return attributes.isDirectory() && nameless ? Optional.empty() : Optional.of(name);
    }

    private void visit(Path path, Optional<Path> relative, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            visitFolder(path, relative, attributes);
        } else {
            visitOther(path, relative.orElse(path.getFileName()), attributes);
        }
    }

    /// A file of another shard is accounted for there.
    private void visitOther(Path path, Path relative, BasicFileAttributes attributes) {
        String name = name(relative);
        if (!shard.holds(name)) {
            return;
        }
        if (attributes.isSymbolicLink()) {
            visitor.skipped(path, "a symbolic link, which is not followed inside a folder");
        } else if (attributes.isRegularFile()) {
            visitFile(path, relative, name, attributes.size());
        } else {
            visitor.skipped(path, NO_FILE);
        }
    }

    /// A relative path as a name with `/` between folders.
    public static String name(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    private void visitFile(Path path, Path relative, String name, long size) {
        if (filter.wants(relative)) {
            visitor.file(path, name, size);
        } else {
            visitor.skipped(path, "excluded by a name pattern");
        }
    }

    private void visitFolder(Path folder, Optional<Path> relative, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        if (key != null && ancestors.contains(key)) {
            visitor.skipped(folder, "a folder that contains itself");
            return;
        }
        if (ancestors.size() == MOST_LEVELS) {
            visitor.failed(folder, relative.map(SourceScanner::name).orElse(""), tooDeep(folder));
            return;
        }
        ancestors.push(key == null ? folder : key);
        visitor.folder(folder);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                visitChild(child, relative);
            }
        } catch (IOException e) {
            unreadable(folder, relative, e);
        } catch (DirectoryIteratorException e) {
            unreadable(folder, relative, e.getCause());
        } finally {
            ancestors.pop();
        }
    }

    /// Reported by one shard only, like a file.
    private void unreadable(Path folder, Optional<Path> relative, IOException e) {
        String name = relative.map(SourceScanner::name).orElse("");
        if (shard.holds(name)) {
            visitor.failed(folder, name, FileProblems.reading(folder, e));
        }
    }

    private static Problem tooDeep(Path folder) {
        return Problem.of(
                Problem.Kind.SOURCE_UNUSABLE,
                "too-deep",
                "Cannot scan " + folder,
                "It is " + MOST_LEVELS + " folders deep; a blob name has at most 254 parts.");
    }

    private void visitChild(Path child, Optional<Path> parent) {
        Path name = child.getFileName();
        Path relative = parent.map(folder -> folder.resolve(name)).orElse(name);
        try {
            visit(
                    child,
                    Optional.of(relative),
                    Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            unreadable(child, Optional.of(relative), e);
        }
    }
}
