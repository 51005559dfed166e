package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.PodIdentity;
import dev.blobdrop.core.storage.AccountUrl;
import java.util.Optional;

/// What to examine.
///
/// @param account empty to examine only the sign-in
/// @param writeProbe whether an empty blob may be written and deleted again
public record DoctorRequest(
        CredentialPlan plan,
        Optional<AccountUrl> account,
        String container,
        boolean writeProbe,
        Expectations expected) {

    /// Whether a pod's federated token signs in here.
    boolean isWorkloadIdentity() {
        return PodIdentity.isMeant(plan);
    }
}
