package dev.blobdrop.core.identity.person;

import java.util.Optional;

/// The answer of the sign-in page.
///
/// @param code to exchange for tokens; empty if the sign-in was refused
/// @param error such as `access_denied`
/// @param description in the identity provider's words
record PageAnswer(Optional<String> code, String error, String description) {}
