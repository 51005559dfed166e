/// Finds the one cause why signing in or storing does not work. Start with
/// [dev.blobdrop.core.diagnosis.Doctor]; what it found is a
/// [dev.blobdrop.core.diagnosis.Diagnosis].
///
/// May use `core.problem`, `core.config` and, with their subpackages, `core.net`, `core.identity`
/// and `core.storage`.
package dev.blobdrop.core.diagnosis;
