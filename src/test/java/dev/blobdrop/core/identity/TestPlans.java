package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Plans for tests; none reaches a real metadata or sign-in address.
final class TestPlans {
    static final SignInHost NOBODY =
            new SignInHost() {
                @Override
                public void browserOpens(Duration limit) {
                    throw new AssertionError("no browser in a unit test");
                }

                @Override
                public void showDeviceCode(String userCode, String page, Duration validFor) {
                    throw new AssertionError("no device code in a unit test");
                }

                @Override
                public OptionalLong windowHandle() {
                    return OptionalLong.empty();
                }
            };

    private TestPlans() {}

    static CredentialPlan of(CredentialKind kind, Map<String, String> variables) {
        return of(kind, Optional.empty(), Optional.empty(), Optional.empty(), variables);
    }

    static CredentialPlan of(
            CredentialKind kind,
            Optional<String> tenant,
            Optional<String> clientId,
            Optional<String> authorityHost,
            Map<String, String> variables) {
        Map<String, String> safe = new HashMap<>(variables);
        safe.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9");
        Environment environment = new Environment(safe);
        return new CredentialPlan(
                kind,
                tenant,
                clientId,
                authorityHost,
                environment,
                HttpTransport.create(Optional.empty(), environment),
                NOBODY);
    }
}
