package dev.blobdrop.core.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How the window connects to sign-in and storage. These settings override the environment.
///
/// @param caFile a PEM file of further trusted certificate authorities
/// @param proxy such as `http://proxy.contoso.com:3128`
/// @param tenant the tenant to sign in to, unless the person names another
public record ConnectionSettings(Optional<String> caFile, Optional<String> proxy, Optional<String> tenant) {
    public static final ConnectionSettings NONE =
            new ConnectionSettings(Optional.empty(), Optional.empty(), Optional.empty());

    /// These settings with another CA file.
    public ConnectionSettings withCaFile(Optional<String> other) {
        return new ConnectionSettings(other, proxy, tenant);
    }

    /// These settings with another proxy.
    public ConnectionSettings withProxy(Optional<String> other) {
        return new ConnectionSettings(caFile, other, tenant);
    }

    /// These settings with another tenant.
    public ConnectionSettings withTenant(Optional<String> other) {
        return new ConnectionSettings(caFile, proxy, other);
    }

    /// The environment with these settings applied, so that everything that reads it uses them.
    public Environment in(Environment environment) {
        Map<String, String> all = new HashMap<>(environment.variables());
        caFile.ifPresent(file -> all.put("BLOBDROP_CA_FILE", file));
        proxy.ifPresent(address -> all.put("HTTPS_PROXY", address));
        return new Environment(all, environment.replayed());
    }
}
