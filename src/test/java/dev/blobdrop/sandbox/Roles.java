package dev.blobdrop.sandbox;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The role assignments of the storage account.
public final class Roles {
    /// The data roles: Storage Blob Data Reader and Storage Blob Data Contributor.
    public enum Role {
        READER,
        CONTRIBUTOR
    }

    /// Where an assignment holds: one container, or all of the account when there is none.
    public record Scope(Optional<String> container) {
        public static Scope account() {
            return new Scope(Optional.empty());
        }

        public static Scope container(String name) {
            return new Scope(Optional.of(name));
        }

        boolean covers(Scope asked) {
            return container.isEmpty() || container.equals(asked.container);
        }
    }

    /// One assignment; the principal is an object id, not a client id.
    public record Assignment(String principal, Role role, Scope scope) {}

    private final Set<Assignment> assignments = ConcurrentHashMap.newKeySet();

    Roles() {}

    public void assign(String principal, Role role, Scope scope) {
        assignments.add(new Assignment(principal, role, scope));
    }

    /// Takes every assignment from a principal.
    public void revoke(String principal) {
        assignments.removeIf(assignment -> assignment.principal().equals(principal));
    }

    /// Leaves a principal nothing but reading in one container.
    public void onlyReader(String principal, String container) {
        revoke(principal);
        assign(principal, Role.READER, Scope.container(container));
    }

    public Set<Assignment> assignments() {
        return Set.copyOf(assignments);
    }

    boolean allow(String principal, boolean write, Scope asked) {
        return assignments.stream()
                .filter(assignment -> assignment.principal().equals(principal))
                .filter(assignment -> assignment.scope().covers(asked))
                .anyMatch(assignment -> !write || assignment.role() == Role.CONTRIBUTOR);
    }

    void reset(String container) {
        assignments.clear();
        assign(Identities.ADMINISTRATOR.objectId(), Role.CONTRIBUTOR, Scope.account());
        assign(Identities.POD.objectId(), Role.CONTRIBUTOR, Scope.container(container));
        assign(Identities.ALICE.objectId(), Role.CONTRIBUTOR, Scope.container(container));
    }
}
