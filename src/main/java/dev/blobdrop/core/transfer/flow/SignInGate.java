package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobStore;
import java.util.Set;

/// One new sign-in for all requests whose token the service refused; nothing is sent meanwhile. A
/// second refusal without any success in between is final.
final class SignInGate {
    /// What the service says of a token it does not take ("Common REST API error codes").
    private static final Set<String> REFUSALS = Set.of("InvalidAuthenticationInfo", "AuthenticationFailed");

    private final BlobStore store;
    private int renewals;
    private volatile boolean proven = true;

    SignInGate(BlobStore store) {
        this.store = store;
    }

    /// Waits while somebody signs in.
    ///
    /// @return which sign-in the request will use
    synchronized int enter() {
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

    /// @param signIn what [#pass] said before the request
    /// @return whether the request may be made again, because there is a new sign-in
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
