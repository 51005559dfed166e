package dev.blobdrop.core.problem;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A setting that a [Remedy] may ask to change. Each front end has its own way to change it: an
/// option of a command, a field in the window.
public enum Setting {
    ACCOUNT_URL,
    CONTAINER,
    CREDENTIAL,
    CREDENTIAL_TIMEOUT,
    TENANT,
    CLIENT_ID,
    AUTHORITY_HOST,
    CA_FILE,
    TRUST_HOST,
    TOKEN_FILE,
    /// What to do if the blob or file exists.
    IF_EXISTS,
    /// The target folder or prefix.
    TO,
    NAME_TEMPLATE,
    /// Treat each name as the exact name of one blob.
    EXACT,
    VERIFY,
    /// Print the messages of the service and the library.
    VERBOSE;

    /// Its stable name in lower case, such as `account-url`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The setting with this id.
    static Optional<Setting> of(String id) {
        return Stream.of(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
