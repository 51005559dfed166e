package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.net.HttpTransport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Plans for tests; none reaches a real metadata or sign-in address.
public final class TestPlans {
    private TestPlans() {}

    public static CredentialPlan of(CredentialKind kind, Map<String, String> variables) {
        return of(kind, Optional.empty(), Optional.empty(), Optional.empty(), variables);
    }

    public static CredentialPlan of(
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
                SignInHost.NON_INTERACTIVE);
    }
}
