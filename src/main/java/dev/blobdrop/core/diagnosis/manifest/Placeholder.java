package dev.blobdrop.core.diagnosis.manifest;

import java.util.regex.Pattern;

/// A value that was meant to be filled in.
final class Placeholder {
    /// Placeholders of kustomize, of shells, and of documentation.
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\([A-Za-z_]\\w*\\)|\\$\\{?[A-Z_]\\w*}?|<[\\w .-]+>|\\{\\{.*}}");

    private static final String ZEROS = "00000000-0000-0000-0000-000000000000";

    private Placeholder() {}

    static boolean isIn(String value) {
        return VARIABLE.matcher(value).find() || value.equals(ZEROS);
    }
}
