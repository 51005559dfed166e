package dev.blobdrop.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be varied when a sandbox starts; a port of 0 is any free one.
///
/// @param project directory that holds `src/test/npm/azurite` and `target`
/// @param searchPath the `PATH` on which `node` and `npm` are looked for
/// @param npmSettings extra environment variables of `npm ci`, such as `npm_config_registry`
/// @param npmDirectory where Azurite is installed, once per lock file
/// @param accessTokenLifetime how long the identity provider's access tokens are valid
/// @param extraNames further host names that the server certificates are valid for
public record SandboxOptions(
        Path project,
        String searchPath,
        Map<String, String> npmSettings,
        Path npmDirectory,
        int gatewayPort,
        int identityPort,
        int clusterPort,
        int azuritePort,
        Duration accessTokenLifetime,
        List<String> extraNames) {

    public SandboxOptions {
        npmSettings = Map.copyOf(npmSettings);
        extraNames = List.copyOf(extraNames);
    }

    public static SandboxOptions defaults() {
        Path project = Path.of("").toAbsolutePath();
        return new SandboxOptions(
                project,
                Optional.ofNullable(System.getenv("PATH")).orElse(""),
                Map.of(),
                project.resolve("target/npm"),
                0,
                0,
                0,
                0,
                Duration.ofHours(1),
                List.of(
                        "login.microsoftonline.com",
                        "*.blob.core.windows.net",
                        "login.sandbox.invalid",
                        "*.blob.sandbox.invalid",
                        "management.azure.com"));
    }

    public SandboxOptions withSearchPath(String path) {
        return new SandboxOptions(
                project,
                path,
                npmSettings,
                npmDirectory,
                gatewayPort,
                identityPort,
                clusterPort,
                azuritePort,
                accessTokenLifetime,
                extraNames);
    }

    public SandboxOptions withNpm(Path directory, Map<String, String> settings) {
        return new SandboxOptions(
                project,
                searchPath,
                settings,
                directory,
                gatewayPort,
                identityPort,
                clusterPort,
                azuritePort,
                accessTokenLifetime,
                extraNames);
    }

    public SandboxOptions withPorts(int gateway, int identity, int cluster, int azurite) {
        return new SandboxOptions(
                project,
                searchPath,
                npmSettings,
                npmDirectory,
                gateway,
                identity,
                cluster,
                azurite,
                accessTokenLifetime,
                extraNames);
    }

    public SandboxOptions withAccessTokenLifetime(Duration lifetime) {
        return new SandboxOptions(
                project,
                searchPath,
                npmSettings,
                npmDirectory,
                gatewayPort,
                identityPort,
                clusterPort,
                azuritePort,
                lifetime,
                extraNames);
    }
}
