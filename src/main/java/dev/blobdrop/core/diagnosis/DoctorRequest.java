package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.PodIdentity;
import dev.blobdrop.core.storage.AccountUrl;
import java.util.Optional;

/// What to examine.
///
/// @param account empty when only signing in is to be examined
/// @param writeProbe whether a blob without content may be written and removed again
public record DoctorRequest(
        CredentialPlan plan,
        Optional<AccountUrl> account,
        String container,
        boolean writeProbe,
        Expectations expected) {

    /// Whether the federated token of a pod is what signs in here.
    boolean isWorkloadIdentity() {
        return PodIdentity.isMeant(plan);
    }
}
