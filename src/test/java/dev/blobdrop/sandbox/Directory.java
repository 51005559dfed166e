package dev.blobdrop.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the identity provider knows: tenants, the applications and users in them, client secrets
/// and federated credentials.
public final class Directory {
    private record Key(String tenant, String id) {}

    private final Map<String, String> tenants = new ConcurrentHashMap<>();
    private final Map<Key, Application> applications = new ConcurrentHashMap<>();
    private final Map<Key, User> users = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<FederatedCredential> credentials = new CopyOnWriteArrayList<>();

    Directory() {}

    public void addTenant(String id, String displayName) {
        tenants.put(id, displayName);
    }

    public void addApplication(String tenant, Application application) {
        applications.put(new Key(tenant, application.clientId()), application);
    }

    public void removeApplication(String tenant, Application application) {
        applications.remove(new Key(tenant, application.clientId()));
    }

    public void addUser(String tenant, User user) {
        users.put(new Key(tenant, user.principalName()), user);
    }

    public void setSecret(String clientId, String secret) {
        secrets.put(clientId, secret);
    }

    public void addFederatedCredential(FederatedCredential credential) {
        credentials.add(credential);
    }

    public void removeFederatedCredentials() {
        credentials.clear();
    }

    public List<FederatedCredential> federatedCredentials() {
        return List.copyOf(credentials);
    }

    Optional<String> tenantName(String id) {
        return Optional.ofNullable(tenants.get(id));
    }

    Optional<Application> application(String tenant, String clientId) {
        return Optional.ofNullable(applications.get(new Key(tenant, clientId)));
    }

    Optional<User> user(String tenant, String principalName) {
        return Optional.ofNullable(users.get(new Key(tenant, principalName)));
    }

    /// The tenant that a person belongs to.
    Optional<String> homeTenant(String principalName) {
        return users.keySet().stream()
                .filter(key -> key.id().equals(principalName))
                .map(Key::tenant)
                .findFirst();
    }

    boolean isSecret(String clientId, String secret) {
        return secret.equals(secrets.get(clientId));
    }

    void clear() {
        tenants.clear();
        applications.clear();
        users.clear();
        secrets.clear();
        credentials.clear();
    }
}
