package dev.blobdrop.sandbox;

/// Entra's answers when a user's sign-in yields no token.
final class PersonErrors {
    private PersonErrors() {}

    static EntraError codeUnknown() {
        return new EntraError(
                400,
                "invalid_grant",
                70008,
                "The provided authorization code or refresh token has expired due to inactivity."
                        + " Send a new interactive authorization request for this user and"
                        + " resource.");
    }

    static EntraError redirectDiffers() {
        return new EntraError(
                400,
                "invalid_client",
                500112,
                "The reply address does not match the reply address provided when requesting" + " Authorization code.");
    }

    static EntraError verifierWrong() {
        return new EntraError(
                400,
                "invalid_grant",
                501481,
                "The Code_Verifier does not match the code_challenge supplied in the authorization" + " request.");
    }

    static EntraError refreshTokenRevoked() {
        return new EntraError(
                400,
                "invalid_grant",
                50173,
                "The provided grant has expired due to it being revoked, a fresh auth token is"
                        + " needed. The user might have changed or reset their password.");
    }

    static EntraError authorizationPending() {
        return new EntraError(
                400,
                "authorization_pending",
                70016,
                "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
    }

    /// RFC 8628 names the error; Entra documents no number of its own for it.
    static EntraError slowDown() {
        return new EntraError(400, "slow_down", 70016, "OAuth 2.0 device flow error. Polled too often.");
    }

    static EntraError deviceCodeExpired() {
        return new EntraError(
                400,
                "expired_token",
                70020,
                "The provided value for the input parameter 'device_code' is not valid. This device"
                        + " code has expired.");
    }

    static EntraError declined() {
        return new EntraError(400, "authorization_declined", 65004, declinedText());
    }

    static String declinedText() {
        return "User declined to consent to access the app.";
    }

    static EntraError notAMember(String user, String tenantName) {
        return new EntraError(
                400,
                "interaction_required",
                50020,
                "User account '"
                        + user
                        + "' from identity provider does not exist in tenant '"
                        + tenantName
                        + "' and cannot access the application in that tenant. The account needs to"
                        + " be added as an external user in the tenant first.");
    }

    static EntraError redirectUnknown(String redirect) {
        return new EntraError(
                400,
                "invalid_request",
                50011,
                "The redirect URI '"
                        + redirect
                        + "' specified in the request does not match the redirect URIs configured"
                        + " for the application.");
    }
}
