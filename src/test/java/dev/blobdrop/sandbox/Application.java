package dev.blobdrop.sandbox;

import java.util.Optional;

/// A service principal of the directory: an app registration or a managed identity.
///
/// @param clientId what the `client_id` of a token request names
/// @param objectId what a role assignment names
public record Application(String clientId, String objectId, String name, Optional<String> managedIdentityId) {

    public static Application registration(String clientId, String objectId, String name) {
        return new Application(clientId, objectId, name, Optional.empty());
    }

    public static Application managedIdentity(String clientId, String objectId, String name) {
        return new Application(
                clientId,
                objectId,
                name,
                Optional.of("/subscriptions/77777777-7777-4777-8777-777777777777/resourcegroups/sandbox"
                        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
                        + name));
    }
}
