package dev.blobdrop.core.storage;

import dev.blobdrop.core.config.Cloud;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A host of the storage service in one of the forms that the pages "Storage account overview",
/// "Use private endpoints" and "Network routing preference" document:
/// `ACCOUNT.SERVICE.core.windows.net` or, in a DNS zone, `ACCOUNT.z01.SERVICE.storage.azure.net`;
/// with `-secondary`, `-microsoftrouting` or `-internetrouting` behind the account, with
/// `privatelink` before the service, and with another domain in each cloud.
///
/// @param account without what stands behind it
/// @param label the account and what stands behind it
/// @param zone of the name, such as `z01`
/// @param domain after the service
record StorageHost(String account, String label, Optional<String> zone, boolean privateLink, String domain) {
    private static final String ZONED = "storage.azure.net";

    private static final Pattern BEFORE_DOMAIN =
            Pattern.compile("(([a-z0-9]{3,24})(?:-[a-z0-9]+)*)(?:\\.(z\\d{1,2}))?(\\.privatelink)?"
                    + "\\.(?:blob|dfs|file|queue|table|web)");

    /// @param host in lower case
    static Optional<StorageHost> of(String host) {
        return Stream.of(Cloud.values())
                .map(Cloud::domains)
                .flatMap(List::stream)
                .filter(domain -> host.endsWith("." + domain))
                .findFirst()
                .flatMap(domain -> of(host.substring(0, host.length() - domain.length() - 1), domain));
    }

    private static Optional<StorageHost> of(String labels, String domain) {
        Matcher parts = BEFORE_DOMAIN.matcher(labels);
        return parts.matches()
                ? Optional.of(new StorageHost(
                        parts.group(2),
                        parts.group(1),
                        Optional.ofNullable(parts.group(3)),
                        parts.group(4) != null,
                        domain))
                : Optional.empty();
    }

    /// The blob service of the same account. A static website's name has a zone that no other
    /// service of the account has, unless all of them have one.
    String blobHost() {
        return label
                + zone.filter(name -> domain.equals(ZONED))
                        .map(name -> "." + name)
                        .orElse("")
                + (privateLink ? ".privatelink" : "")
                + ".blob."
                + domain;
    }

    /// The name that the service's certificates are made for, which also leads to a private
    /// endpoint from where it is to be used.
    String usualHost() {
        return new StorageHost(account, label, zone, false, domain).blobHost();
    }
}
