package dev.blobdrop.core.storage;

import dev.blobdrop.core.config.Cloud;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A host of the storage service in one of the forms on the pages "Storage account overview", "Use
/// private endpoints" and "Network routing preference": `ACCOUNT.SERVICE.core.windows.net` or, in a
/// DNS zone, `ACCOUNT.z01.SERVICE.storage.azure.net`; with `-secondary`, `-microsoftrouting` or
/// `-internetrouting` after the account, with `privatelink` before the service, and with another
/// domain in each cloud.
///
/// @param account without the suffix
/// @param label the account with its suffix
/// @param zone the DNS zone, such as `z01`
/// @param domain the part after the service
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

    /// The blob service of the same account. A static website's host has a zone of its own, which
    /// the account's other services do not have, except in accounts with a DNS zone.
    String blobHost() {
        return label
                + zone.filter(name -> domain.equals(ZONED))
                        .map(name -> "." + name)
                        .orElse("")
                + (privateLink ? ".privatelink" : "")
                + ".blob."
                + domain;
    }

    /// The host in the service's certificates, which also resolves to the private endpoint inside
    /// its network.
    String usualHost() {
        return new StorageHost(account, label, zone, false, domain).blobHost();
    }
}
