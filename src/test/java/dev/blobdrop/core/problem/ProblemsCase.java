package dev.blobdrop.core.problem;

import java.util.Map;

/// Translates exceptions into problems, for the account `contoso`.
abstract class ProblemsCase {
    static final Facts FACTS = new Facts(Map.of("acct", "contoso", "host", "contoso.blob.core.windows.net"));

    static Problem from(Throwable thrown) {
        return Problems.from(thrown, FACTS);
    }

    static RuntimeException wrapped(Throwable cause) {
        return new RuntimeException("outer", new IllegalStateException("middle", cause));
    }
}
