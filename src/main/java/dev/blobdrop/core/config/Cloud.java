package dev.blobdrop.core.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An Azure cloud: where its accounts are and which identity provider signs in for them. Storage
/// has the same resource in every cloud (`https://storage.azure.com/`); only the identity provider
/// differs.
public enum Cloud {
    PUBLIC("https://login.microsoftonline.com/", "core.windows.net", "storage.azure.net"),
    US_GOVERNMENT("https://login.microsoftonline.us/", "core.usgovcloudapi.net"),
    CHINA("https://login.chinacloudapi.cn/", "core.chinacloudapi.cn");

    private final String authorityHost;
    private final List<String> domains;

    Cloud(String authorityHost, String... domains) {
        this.authorityHost = authorityHost;
        this.domains = List.of(domains);
    }

    /// The identity provider as a URL with a slash at its end.
    public String authorityHost() {
        return authorityHost;
    }

    /// The ends of its storage host names, after the service: `core.windows.net` in
    /// `ACCOUNT.blob.core.windows.net`.
    public List<String> domains() {
        return domains;
    }

    /// The cloud of a host of any storage service; empty for other hosts.
    public static Optional<Cloud> ofStorageHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(cloud -> cloud.domains.stream().anyMatch(at -> name.endsWith("." + at)))
                .findFirst();
    }
}
