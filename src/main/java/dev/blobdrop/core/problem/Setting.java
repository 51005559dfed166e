package dev.blobdrop.core.problem;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a [Remedy] may ask to be set differently. Each face has its own way to set it: an option of
/// a command, a field of the window.
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
    /// What happens where a name is taken.
    IF_EXISTS,
    /// The folder or prefix that files go to.
    TO,
    NAME_TEMPLATE,
    /// Take each name as the name of one blob.
    EXACT,
    VERIFY,
    /// Report the messages of the service and the library.
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
