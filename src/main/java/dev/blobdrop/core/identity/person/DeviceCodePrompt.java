package dev.blobdrop.core.identity.person;

import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A code that the person enters in a browser on any device (RFC 8628). Valid as long as the
/// identity provider says: 15 minutes with Entra.
public final class DeviceCodePrompt implements PersonPrompt {
    private final SignInHost host;

    /// @param host shows the code
    public DeviceCodePrompt(SignInHost host) {
        this.host = host;
    }

    @Override
    public IAuthenticationResult ask(PublicClient client, TokenRequestContext request) {
        CompletableFuture<DeviceCode> issued = new CompletableFuture<>();
        CompletableFuture<IAuthenticationResult> answer = client.deviceCode(request, issued::complete);
        try {
            CompletableFuture.anyOf(issued, answer)
                    .exceptionally(failed -> null)
                    .join();
            if (!issued.isDone()) {
                return PendingSignIn.result(answer);
            }
            return entered(issued.join(), answer);
        } catch (MsalServiceException | MsalClientException e) {
            throw explained(e)
                    .map(problem -> (RuntimeException) problem.asException(e))
                    .orElse(e);
        } finally {
            answer.cancel(true);
        }
    }

    private IAuthenticationResult entered(DeviceCode code, CompletableFuture<IAuthenticationResult> answer) {
        PendingSignIn pending = new PendingSignIn(Duration.ofSeconds(code.expiresIn()));
        host.showDeviceCode(code.userCode(), code.verificationUri(), pending);
        try {
            return pending.await(answer, expired());
        } finally {
            host.finished();
        }
    }

    /// The errors in the life of a device code; all others are left to the catalogue.
    private static Optional<Problem> explained(MsalException e) {
        return switch (String.valueOf(e.errorCode())) {
            case "expired_token", "code_expired" -> Optional.of(expired());
            case "authorization_declined", "access_denied" ->
                Optional.of(Problem.of(
                                Problem.Kind.IDENTITY_REFUSED,
                                "sign-in-denied",
                                "The sign-in was declined in the browser",
                                "Someone entered the code and then declined to sign in.")
                        .withRemedy("Sign in again and accept"));
            default -> Optional.empty();
        };
    }

    private static Problem expired() {
        return Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "device-code-expired",
                        "The code was not entered in time",
                        "A code works for one sign-in and expires after a few minutes. This one has expired.")
                .withRemedy("Run again to get a new code");
    }
}
