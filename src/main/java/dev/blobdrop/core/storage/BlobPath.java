package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A blob's place: a container and a name in it. Parsing checks both, so a value is always valid.
///
/// The rules are those of the service's page "Naming and Referencing Containers, Blobs, and
/// Metadata", plus two of our own: no backslash, which emulators and tools silently turn into a
/// slash, and no control characters, which break the listing of the whole container.
///
/// @param container 3 to 63 lower-case letters, digits and single hyphens, or `$root`, `$web`,
///     `$logs`
/// @param name 1 to 1,024 characters in at most 254 segments
public record BlobPath(String container, String name) {
    public static final int MAX_LENGTH = 1024;
    public static final int MAX_SEGMENTS = 254;

    /// The first character after printable ASCII.
    private static final int DELETE = 0x7f;

    /// Characters that RFC 3986 allows in a path and that no program interprets.
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*|\\$(root|web|logs)");

    /// A cache: a run creates many paths of one container.
    private static volatile String lastContainer = "";

    public BlobPath {
        container = container(container);
        checkName(name);
    }

    /// Checks a container name. An invalid one is redacted, because a user may have typed anything
    /// in its place, such as a connection string.
    ///
    /// @throws ProblemException when the service would refuse it
    public static String container(String name) {
        if (name.equals(lastContainer)) {
            return name;
        }
        if (!CONTAINER.matcher(name).matches()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-container-name",
                            "'" + Secrets.redact(visible(name)) + "' is not a container name",
                            "Container names have 3 to 63 lower-case letters, digits and single hyphens, and"
                                    + " start and end with a letter or digit.")
                    .asException();
        }
        lastContainer = name;
        return name;
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw refuse(name, "It is empty.");
        }
        if (name.length() > MAX_LENGTH) {
            throw refuse(
                    name.substring(0, 40) + "...",
                    "It has " + name.length() + " characters; at most 1,024 are allowed.");
        }
        if (name.indexOf('\\') >= 0) {
            throw refuse(name, "It contains a backslash, which some systems change to a slash.");
        }
        int segments = 1;
        for (int i = 0; i < name.length(); i++) {
            int c = name.charAt(i);
            if (c >= ' ' && c < DELETE) {
                segments += c == '/' ? 1 : 0;
                continue;
            }
            c = name.codePointAt(i);
            if (isForbidden(c)) {
                throw refuse(name, "It contains the character U+%04X, which is not allowed.".formatted(c));
            }
            i += Character.charCount(c) - 1;
        }
        if (segments > MAX_SEGMENTS) {
            throw refuse(name.substring(0, 40) + "...", "It has more than 254 segments.");
        }
    }

    /// Control characters, single surrogates and noncharacters.
    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || (c & 0xFFFE) == 0xFFFE;
    }

    private static ProblemException refuse(String name, String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-blob-name", "'" + visible(name) + "' cannot be a blob name", why)
                .withRemedy("Rename the file", "set name-template TEMPLATE   upload under another name")
                .asException();
    }

    /// Shows control characters by number, because they would garble a terminal.
    private static String visible(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (isForbidden(c)) {
                text.append("\\u%04X".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    /// Another blob in the same container.
    public BlobPath withName(String other) {
        return new BlobPath(container, other);
    }

    /// The path of a blob or folder in the account's URL. Every UTF-8 byte that is not unreserved
    /// is percent-encoded, so that the URL leads to exactly this name. (Java's own `URI` composes
    /// accented letters, which results in another name.)
    ///
    /// @param name as the service has it; [BlobPath] may refuse it
    public static String urlPath(String container, String name) {
        StringBuilder path = new StringBuilder("/" + container + "/");
        for (byte next : name.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(next) >= 0) {
                path.append((char) next);
            } else {
                path.append("%%%02X".formatted(next & 0xff));
            }
        }
        return path.toString();
    }

    @Override
    public String toString() {
        return container + "/" + name;
    }
}
