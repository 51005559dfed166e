package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.storage.BlobPath;

/// Names to try for a file whose own name is taken: `report.csv`, `report (1).csv`, …
public final class FreeName {
    private FreeName() {}

    /// One of these names for a blob.
    ///
    /// @param number 0 for the name itself
    public static BlobPath of(BlobPath wanted, int number) {
        return wanted.withName(of(wanted.name(), number));
    }

    /// The same for a plain name, or a path with slashes.
    public static String of(String name, int number) {
        if (number == 0) {
            return name;
        }
        int slash = name.lastIndexOf('/');
        int dot = name.lastIndexOf('.');
        int end = dot > slash + 1 ? dot : name.length();
        return name.substring(0, end) + " (" + number + ")" + name.substring(end);
    }
}
