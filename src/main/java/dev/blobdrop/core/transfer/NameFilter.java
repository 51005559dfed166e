package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// Which files of a tree are uploaded. A pattern without a slash is matched against the file's
/// name, one with a slash against the whole relative path; `**/` stands for any folders, or none.
///
/// @param include empty for all
/// @param exclude overrides include
public record NameFilter(List<String> include, List<String> exclude) {
    /// Every file.
    public static final NameFilter ALL = new NameFilter(List.of(), List.of());

    public NameFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        include.forEach(NameFilter::matcher);
        exclude.forEach(NameFilter::matcher);
    }

    /// Whether the file is to be uploaded.
    ///
    /// @param relative the file's path below the folder
    public boolean wants(Path relative) {
        return (include.isEmpty() || include.stream().anyMatch(glob -> matches(glob, relative)))
                && exclude.stream().noneMatch(glob -> matches(glob, relative));
    }

    private static boolean matches(String glob, Path relative) {
        boolean anyDepth = glob.startsWith("**/");
        return matcher(glob).matches(glob.contains("/") ? relative : relative.getFileName())
                || anyDepth && matches(glob.substring(3), relative);
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw Problem.of(
                            Problem.Kind.USAGE, "bad-glob", "'" + glob + "' is not a pattern", e.getDescription() + ".")
                    .asException();
        }
    }
}
