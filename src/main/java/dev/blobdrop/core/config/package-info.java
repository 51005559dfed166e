/// What the user and the surroundings ask for. Start with [dev.blobdrop.core.config.Environment].
///
/// May use `core.problem`.
package dev.blobdrop.core.config;
