package dev.blobdrop.core.diagnosis;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.ContainerProbe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Makes requests in the way an upload does. Our own probe of a name, a connection or an unsigned
/// request only raises a suspicion, which is reported only if this fails too.
record Confirmation(Examination at) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Why a request with a token is refused; empty if it succeeds, or without an account.
    Optional<Problem> refusal() {
        return at.store().flatMap(this::refusal);
    }

    private Optional<Problem> refusal(BlobStore store) {
        try {
            new ContainerProbe(store, at.request().container()).checkAccess();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /// Why the examined sign-in fails; empty if it works.
    Optional<Problem> signInFailure() {
        try {
            at.chain().signIn();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    boolean signsIn() {
        return signInFailure().isEmpty();
    }

    /// Whether a request gets any answer over the connections that uploads use. Those try every
    /// address of a name, wait longer, and have their own TLS implementation.
    boolean answers(URI url) {
        try {
            at.plan().transport().ask(new HttpRequest(HttpMethod.GET, url.toString()), LIMIT);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the sign-in works although the identity provider does not answer us. A managed
    /// identity gets its tokens elsewhere, and the Azure CLI may have one.
    boolean signsInElsewhere() {
        CredentialKind kind = at.plan().kind();
        boolean ours = at.request().isWorkloadIdentity() || kind.asksPerson() || kind == CredentialKind.ENVIRONMENT;
        return !ours && signsIn();
    }
}
