package dev.blobdrop.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A refusal in the blob service's own words and XML.
///
/// @param detail the `AuthenticationErrorDetail` element, where there is one
/// @param headers further headers of the answer, such as the bearer challenge
record StorageError(int status, String code, String message, Optional<String> detail, Map<String, String> headers) {

    private static final String LOOK =
            "Server failed to authenticate the request. Please refer to the information in the"
                    + " www-authenticate header.";

    static StorageError anonymous(String challenge) {
        return new StorageError(
                401, "NoAuthenticationInformation", LOOK, Optional.empty(), Map.of("WWW-Authenticate", challenge));
    }

    static StorageError token(String challenge, String detail) {
        return new StorageError(
                401, "InvalidAuthenticationInfo", LOOK, Optional.of(detail), Map.of("WWW-Authenticate", challenge));
    }

    static StorageError network() {
        return plain(403, "AuthorizationFailure", "This request is not authorized to perform this operation.");
    }

    static StorageError role() {
        return plain(
                403,
                "AuthorizationPermissionMismatch",
                "This request is not authorized to perform this operation using this permission.");
    }

    static StorageError down() {
        return plain(503, "ServerBusy", "The server is currently unable to receive requests.");
    }

    static StorageError scripted(Fault.Answer answer) {
        String message = switch (answer.code()) {
            case "ServerBusy" -> "The server is currently unable to receive requests. Please retry your" + " request.";
            case "InternalError" -> "The server encountered an internal error. Please retry the request.";
            case "OperationTimedOut" -> "The operation could not be completed within the permitted time.";
            default -> "The service answered " + answer.code() + ".";
        };
        return new StorageError(answer.status(), answer.code(), message, Optional.empty(), answer.headers());
    }

    /// The body, with the byte order mark that the service sends.
    byte[] xml(String requestId) {
        String text = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
                + code
                + "</Code><Message>"
                + message
                + "\nRequestId:"
                + requestId
                + "\nTime:"
                + Instant.now()
                + "</Message>"
                + detail.map(said -> "<AuthenticationErrorDetail>" + said + "</AuthenticationErrorDetail>")
                        .orElse("")
                + "</Error>";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static StorageError plain(int status, String code, String message) {
        return new StorageError(status, code, message, Optional.empty(), Map.of());
    }
}
