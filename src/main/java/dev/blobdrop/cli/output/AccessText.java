package dev.blobdrop.cli.output;

import dev.blobdrop.core.recording.Words;
import dev.blobdrop.core.storage.Access;

/// Formats what an identity may do, for people and as JSON.
public final class AccessText {
    /// Why nothing was checked without an account.
    public static final String NO_ACCOUNT = "no account given (--account-url or STORAGE_ACCOUNT_URL)";

    private AccessText() {}

    static String heading(String account, String container) {
        return "Permissions in " + account + ", container " + container;
    }

    static String line(Access access) {
        return String.format(
                        "  %-20s %-17s %8s  %s",
                        access.action().words(),
                        access.verdict().words(),
                        access.took().map(Amounts::time).orElse(""),
                        access.says() + (access.needsConsent() ? " (--write-probe)" : ""))
                .stripTrailing();
    }

    static Json event(Access access) {
        return fields(Json.event("access"), access);
    }

    static Json json(Access access) {
        return fields(new Json(), access);
    }

    private static Json fields(Json json, Access access) {
        return json.with("action", Words.id(access.action()))
                .with("verdict", Words.id(access.verdict()))
                .with("millis", access.took())
                .with("says", access.says())
                .with("problem", access.problem().map(Output::json));
    }
}
