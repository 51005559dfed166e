package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobStore;
import java.util.Set;

/// Signs in once for all requests whose token the service refused, and holds back requests
/// meanwhile. A second refusal without a success in between is final.
final class SignInGate {
    /// Error codes for a token that the service does not accept ("Common REST API error codes").
    private static final Set<String> REFUSALS = Set.of("InvalidAuthenticationInfo", "AuthenticationFailed");

    private final BlobStore store;
    private int renewals;
    private volatile boolean proven = true;

    SignInGate(BlobStore store) {
        this.store = store;
    }

    /// The number of the sign-in that a request uses now. Waits while another thread signs in.
    synchronized int current() {
        return renewals;
    }

    void succeeded(int signIn) {
        if (!proven) {
            prove(signIn);
        }
    }

    private synchronized void prove(int signIn) {
        proven |= signIn == renewals;
    }

    /// Whether the request can be repeated with a new sign-in.
    ///
    /// @param signIn what [#current] returned before the request
    synchronized boolean renewed(Problem problem, int signIn) {
        if (!REFUSALS.contains(problem.code())) {
            return false;
        }
        if (signIn < renewals) {
            return true;
        }
        if (!proven || !store.renewSignIn()) {
            return false;
        }
        proven = false;
        renewals++;
        return true;
    }
}
