package dev.blobdrop.core.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How the window reaches sign-in and storage. What is said here counts before the environment.
///
/// @param caFile a PEM file of authorities that are trusted as well
/// @param proxy such as `http://proxy.contoso.com:3128`
/// @param tenant the one that people sign in to, unless they name another
public record ConnectionSettings(Optional<String> caFile, Optional<String> proxy, Optional<String> tenant) {
    public static final ConnectionSettings NONE =
            new ConnectionSettings(Optional.empty(), Optional.empty(), Optional.empty());

    public ConnectionSettings withCaFile(Optional<String> other) {
        return new ConnectionSettings(other, proxy, tenant);
    }

    public ConnectionSettings withProxy(Optional<String> other) {
        return new ConnectionSettings(caFile, other, tenant);
    }

    public ConnectionSettings withTenant(Optional<String> other) {
        return new ConnectionSettings(caFile, proxy, other);
    }

    /// The environment as it is with these settings. Everything that reads the environment then
    /// goes the same way.
    public Environment in(Environment environment) {
        Map<String, String> all = new HashMap<>(environment.variables());
        caFile.ifPresent(file -> all.put("BLOBDROP_CA_FILE", file));
        proxy.ifPresent(address -> all.put("HTTPS_PROXY", address));
        return new Environment(all, environment.replayed());
    }
}
