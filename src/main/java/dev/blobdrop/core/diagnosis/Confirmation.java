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

/// Asks the way an upload does. What a probe of our own makes of a name, a connection or an
/// unsigned request is a suspicion: it is said only when this meets trouble, too.
record Confirmation(Examination at) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Why a request with a token is refused; empty when it is answered, or nobody can be asked.
    Optional<Problem> refusal() {
        return at.store().flatMap(this::refusal);
    }

    private Optional<Problem> refusal(BlobStore store) {
        try {
            new ContainerProbe(store, at.request().container()).look();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /// Why the sign-in that is examined does not work; empty when it does.
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

    /// Whether a request gets an answer, whichever, over the connections that uploads use: they try
    /// every address of a name, wait longer, and have an implementation of TLS of their own.
    boolean answers(URI url) {
        try {
            at.plan().transport().ask(new HttpRequest(HttpMethod.GET, url.toString()), LIMIT);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether somebody signs in although the identity provider does not answer us. A managed
    /// identity gets its tokens elsewhere, and the Azure CLI may have one.
    boolean signsInElsewhere() {
        CredentialKind kind = at.plan().kind();
        boolean ours = at.request().isWorkloadIdentity() || kind.asksPerson() || kind == CredentialKind.ENVIRONMENT;
        return !ours && signsIn();
    }
}
