package dev.blobdrop.core.transfer.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which names a folder treats as the same file. Systems do not tell, and one system has several
/// kinds of file systems, so it is found out in the folder itself: a file is created there, looked
/// up under other spellings of its name, and removed.
///
/// @param asciiCase `a` equals `A`
/// @param anyCase `é` equals `É` too
/// @param fullCase `ß` equals `ss` too
/// @param form the Unicode normal form under which names are equal; empty when bytes are compared
/// @param invisible invisible characters are ignored
/// @param ends dots and spaces at the end are ignored
public record SameNames(
        boolean asciiCase,
        boolean anyCase,
        boolean fullCase,
        Optional<Normalizer.Form> form,
        boolean invisible,
        boolean ends) {
    /// Different names are different files.
    public static final SameNames EXACT = new SameNames(false, false, false, Optional.empty(), false, false);

    /// Characters that Unicode calls "default ignorable".
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F"
                    + "\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern ENDS = Pattern.compile("[. ]+(?=/|$)");

    /// Finds the rules of a folder.
    @FunctionalInterface
    public interface Probe {
        /// @param folder must exist
        SameNames of(Path folder);
    }

    /// Finds the rules with a temporary file. If it cannot be created, nothing else can be written
    /// either.
    ///
    /// @param folder must exist
    public static SameNames of(Path folder) {
        String name = ".blobdrop-" + UUID.randomUUID() + "-k";
        try {
            return probe(folder, name, "\u00E9\u00DF\uFB01-");
        } catch (InvalidPathException e) {
            // Java cannot encode such names here, so no file of this run has one.
            return probe(folder, name, "");
        }
    }

    private static SameNames probe(Path folder, String name, String letters) {
        Path file = folder.resolve(name + letters + "x");
        try {
            Files.createFile(file);
        } catch (IOException e) {
            return EXACT;
        }
        try {
            Predicate<String> same = other -> !letters.isEmpty() && isThere(folder, name + other + "x");
            return new SameNames(
                    isThere(folder, name.toUpperCase(Locale.ROOT) + letters + "x"),
                    same.test("\u00C9\u00DF\uFB01-"),
                    same.test("\u00E9ss\uFB01-"),
                    same.test("\u00E9\u00DFfi-")
                            ? Optional.of(Normalizer.Form.NFKC)
                            : Optional.of(Normalizer.Form.NFC).filter(form -> same.test("e\u0301\u00DF\uFB01-")),
                    same.test("\u00E9\u00DF\uFB01\u200D-"),
                    isThere(folder, name + letters + "x.") || isThere(folder, name + letters + "x "));
        } finally {
            remove(file);
        }
    }

    private static boolean isThere(Path folder, String name) {
        try {
            return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // An empty hidden file stays, which does no harm.
        }
    }

    /// Equal for names that the folder treats as the same, and only for those.
    ///
    /// @param name with slashes
    public String key(String name) {
        String key = invisible ? INVISIBLE.matcher(name).replaceAll("") : name;
        key = normal(key);
        if (fullCase) {
            key = key.toUpperCase(Locale.ROOT);
        }
        if (asciiCase || anyCase || fullCase) {
            key = key.codePoints()
                    .map(this::folded)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
        key = normal(key);
        return ends ? ENDS.matcher(key).replaceAll("") : key;
    }

    private String normal(String name) {
        return form.map(wanted -> Normalizer.normalize(name, wanted)).orElse(name);
    }

    private int folded(int letter) {
        boolean folds = letter < 0x80 ? asciiCase : anyCase || fullCase;
        return folds ? Character.toLowerCase(Character.toUpperCase(letter)) : letter;
    }
}
