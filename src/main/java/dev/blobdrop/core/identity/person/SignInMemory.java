package dev.blobdrop.core.identity.person;

import com.azure.identity.AuthenticationRecord;
import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.SettingsFolder;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.TokenClaims;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Saves a person's sign-in for the next run: the tokens in the system's secure store (keyring,
/// Keychain, DPAPI), and in the settings folder a record without secrets that says whose they are.
/// Without a secure store nothing is saved: tokens are never written in clear text.
public final class SignInMemory {
    /// In the settings folder, in the format of the Azure libraries' authentication record.
    static final String RECORD = "sign-in.json";

    private final Path folder;
    private final Environment environment;
    private Optional<SecureStore> store = Optional.empty();

    private SignInMemory(Path folder, Environment environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /// Uses the settings folder of this environment; reads nothing yet.
    public static SignInMemory of(Environment environment) {
        return new SignInMemory(SettingsFolder.of(environment), environment);
    }

    /// The file of the record, whether it exists or not.
    public Path file() {
        return folder.resolve(RECORD);
    }

    /// Deletes the saved sign-in: the record and the tokens. The sign-ins of the browser and of
    /// other programs are not touched.
    ///
    /// @return who was signed in; empty if nobody was
    /// @throws dev.blobdrop.core.problem.ProblemException when the tokens cannot be deleted
    public Optional<String> forget() throws IOException {
        Optional<String> who = record().map(AuthenticationRecord::getUsername);
        if (who.isPresent()) {
            store().clear();
        }
        Files.deleteIfExists(file());
        return who;
    }

    /// The secure store for the tokens, if there is one; it is tested at the first call.
    Optional<ITokenCacheAccessAspect> tokens() {
        SecureStore present = store();
        return present.obstacle().isPresent() ? Optional.empty() : Optional.of(present);
    }

    /// The id of the saved account for this plan's tenant, application and authority.
    Optional<String> record(CredentialPlan plan) {
        return record().filter(known -> known.getClientId().equals(PublicClient.clientId(plan)))
                .filter(known -> known.getAuthority().equals(host(plan)))
                .filter(known -> plan.effectiveTenant()
                        .map(known.getTenantId()::equalsIgnoreCase)
                        .orElse(true))
                .map(AuthenticationRecord::getHomeAccountId);
    }

    /// Saves the record if the tokens can be stored.
    ///
    /// @return why nothing is saved; empty if it is
    Optional<String> remember(CredentialPlan plan, IAuthenticationResult result) {
        Optional<String> obstacle = store().obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        try {
            PrivateFile.write(file(), json(plan, result));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(folder + " cannot be written");
        }
    }

    private synchronized SecureStore store() {
        if (store.isEmpty()) {
            store = Optional.of(SecureStore.open(folder, environment));
        }
        return store.get();
    }

    private Optional<AuthenticationRecord> record() {
        try {
            byte[] json = Files.readAllBytes(file());
            return Optional.of(AuthenticationRecord.deserialize(new ByteArrayInputStream(json)))
                    .filter(SignInMemory::isComplete);
        } catch (IOException | RuntimeException e) {
            // Missing or damaged: the person signs in again, and it is rewritten.
            return Optional.empty();
        }
    }

    private static boolean isComplete(AuthenticationRecord read) {
        return read.getClientId() != null
                && read.getAuthority() != null
                && read.getTenantId() != null
                && read.getHomeAccountId() != null
                && read.getUsername() != null;
    }

    private static byte[] json(CredentialPlan plan, IAuthenticationResult result) throws IOException {
        IAccount account = result.account();
        String tenant = TokenClaims.of(result.accessToken())
                .flatMap(claims -> claims.text("tid"))
                .or(plan::effectiveTenant)
                .orElse("");
        var bytes = new ByteArrayOutputStream();
        try (JsonWriter writer = JsonProviders.createWriter(bytes)) {
            writer.writeStartObject();
            writer.writeStringField("authority", host(plan));
            writer.writeStringField("homeAccountId", account.homeAccountId());
            writer.writeStringField("tenantId", tenant);
            writer.writeStringField("username", account.username());
            writer.writeStringField("clientId", PublicClient.clientId(plan));
            writer.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static String host(CredentialPlan plan) {
        return URI.create(plan.authority()).getAuthority();
    }
}
