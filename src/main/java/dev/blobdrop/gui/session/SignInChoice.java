package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.gui.base.Texts;
import java.util.Optional;

/// A way to sign in, chosen by the user.
///
/// @param tenant for interactive credentials; empty for the user's home tenant
public record SignInChoice(CredentialKind kind, Optional<String> tenant) {
    /// The library's own order.
    public static final SignInChoice AUTOMATIC = of(CredentialKind.DEFAULT);

    private static final String TENANT = " --tenant ";
    private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";

    /// A choice without a tenant.
    public static SignInChoice of(CredentialKind kind) {
        return new SignInChoice(kind, Optional.empty());
    }

    /// The form in the settings, as on the command line: `browser --tenant contoso.com`.
    public String text() {
        return kind.id() + tenant.map(name -> TENANT + name).orElse("");
    }

    /// Reads the form of [#text].
    ///
    /// @return empty for an unknown text, such as from a newer version
    public static Optional<SignInChoice> parse(String text) {
        String[] parts = text.split(TENANT, 2);
        try {
            return Optional.of(new SignInChoice(
                    CredentialKind.parse(parts[0]), parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /// The plan of a credential chain; everything else comes from the environment.
    ///
    /// @param cloud used unless the environment names an identity provider
    CredentialPlan plan(Environment environment, Cloud cloud, HttpTransport transport, SignInHost host) {
        return new CredentialPlan(
                kind,
                tenant,
                Optional.empty(),
                Optional.of(cloud.authorityHost())
                        .filter(standard -> environment.get(AUTHORITY).isEmpty()),
                environment,
                transport,
                host);
    }

    /// The identity provider for the accounts of a cloud.
    static String authority(Environment environment, Cloud cloud) {
        return environment.get(AUTHORITY).orElseGet(cloud::authorityHost);
    }

    /// Its name in the window.
    public String title() {
        return Texts.of("chain.kind." + kind.id());
    }
}
