/// Environment and settings. Start with [dev.blobdrop.core.config.Environment].
///
/// May use `core.problem`.
package dev.blobdrop.core.config;
