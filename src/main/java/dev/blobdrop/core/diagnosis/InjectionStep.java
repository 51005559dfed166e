package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.Injection;
import dev.blobdrop.core.identity.PodFault;
import dev.blobdrop.core.identity.PodIdentity;
import dev.blobdrop.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/// Checks whether the workload identity webhook changed this container.
final class InjectionStep implements Step {
    @Override
    public Stage stage() {
        return Stage.INJECTION;
    }

    @Override
    public Finding examine(Examination at) {
        if (!at.request().isWorkloadIdentity()) {
            return Finding.notNeeded(stage());
        }
        Optional<PodFault> missing = Injection.notInjected(at.plan());
        if (missing.isPresent()) {
            return Finding.failed(stage(), notInjected(at, missing.get()));
        }
        return suspected(at, PodIdentity.wrongClientId(at.plan()))
                .or(() -> unexpected(at).map(cause -> Finding.failed(stage(), cause)))
                .or(() -> suspected(at, PodIdentity.otherFirst(at.plan())))
                .or(() -> suspected(at, PodIdentity.brokenBinding(at.plan())))
                .orElseGet(() -> Finding.ok(stage(), "All variables are set", variables(at)));
    }

    private static String[] variables(Examination at) {
        return new String[] {
            "client id " + at.plan().effectiveClientId().orElse(""),
            "tenant " + at.plan().effectiveTenant().orElse(""),
            "token file " + FederatedToken.path(at.plan()).orElseThrow()
        };
    }

    /// Suspicious variables are the cause only if the sign-in fails, and not for network problems;
    /// otherwise they are a note. With an identity binding, the sign-in is never tried with the
    /// default chain: the token would go to the public identity provider.
    private Optional<Finding> suspected(Examination at, Optional<PodFault> fault) {
        return fault.map(seen -> {
            Cause cause = at.cause(seen);
            boolean binding = at.environment().get(CredentialPlan.TOKEN_PROXY).isPresent();
            boolean failing = new Confirmation(at)
                    .signInFailure()
                    .filter(problem -> !problem.retryable())
                    .isPresent();
            return binding || failing
                    ? Finding.failed(stage(), cause)
                    : Finding.note(stage(), cause.problem().title(), seen.evidence());
        });
    }

    /// A pod without its own identity may sign in as its node.
    private static Cause notInjected(Examination at, PodFault fault) {
        if (!fault.code().equals("not-injected")) {
            return at.cause(fault);
        }
        return nodeIdentity(at)
                .map(who -> {
                    at.identity(who);
                    return Cause.of(
                            "E1",
                            at.facts().with("cid", who.appId()),
                            List.of(fault.evidence().getFirst(), "managed identity was used instead"));
                })
                .orElseGet(() -> at.cause(fault));
    }

    /// The node's identity, if the default chain signs in with it.
    private static Optional<Identity> nodeIdentity(Examination at) {
        if (at.plan().kind() != CredentialKind.DEFAULT) {
            return Optional.empty();
        }
        try {
            return Optional.of(at.chain().signIn())
                    .filter(who -> who.credential().equals("ManagedIdentityCredential"));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Optional<Cause> unexpected(Examination at) {
        String client = at.plan().effectiveClientId().orElseThrow();
        return at.request()
                .expected()
                .clientId()
                .filter(expected -> !expected.equalsIgnoreCase(client))
                .map(expected -> at.cause("A7", Difference.lines(expected, client)));
    }
}
