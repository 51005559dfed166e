package dev.blobdrop.core.identity.person;

import java.util.Optional;

/// What the sign-in page answered.
///
/// @param code to be exchanged for tokens; empty when the sign-in was refused
/// @param error such as `access_denied`
/// @param description in the identity provider's words
record PageAnswer(Optional<String> code, String error, String description) {}
