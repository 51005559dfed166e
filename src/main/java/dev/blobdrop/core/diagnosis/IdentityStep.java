package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import java.util.ArrayList;
import java.util.List;

/// Checks whether the identity that signed in is the intended one.
final class IdentityStep implements Step {
    @Override
    public Stage stage() {
        return Stage.IDENTITY;
    }

    @Override
    public Finding examine(Examination at) {
        Identity who = at.identity().orElseThrow();
        List<String> evidence = new ArrayList<>();
        who.appId().ifPresent(id -> evidence.add("app id     " + id));
        who.objectId().ifPresent(id -> evidence.add("object id  " + id));
        who.tenantId().ifPresent(id -> evidence.add("tenant     " + id));
        boolean unwanted = at.environment().inKubernetes() && at.plan().kind() != CredentialKind.MANAGED_IDENTITY;
        if (unwanted && who.credential().equals("ManagedIdentityCredential")) {
            return Finding.failed(stage(), Cause.of("E1", at.facts().with("cid", who.appId()), evidence));
        }
        if (at.token().isPresent() && !who.managed()) {
            return Finding.note(stage(), at.cause("E3").problem().title() + ": " + who.name(), evidence);
        }
        return new Finding(stage(), Finding.Status.OK, who.name(), evidence, java.util.Optional.empty());
    }
}
