package dev.blobdrop.core.problem;

import java.util.Map;

/// Exceptions, with the account `contoso` as the one that was asked.
abstract class ProblemsCase {
    static final Facts FACTS = new Facts(Map.of("acct", "contoso", "host", "contoso.blob.core.windows.net"));

    static Problem from(Throwable thrown) {
        return Problems.from(thrown, FACTS);
    }

    static RuntimeException wrapped(Throwable cause) {
        return new RuntimeException("outer", new IllegalStateException("middle", cause));
    }
}
