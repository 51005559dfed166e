/// Finds the one cause of a failed sign-in or a failed access to storage. Start with
/// [dev.blobdrop.core.diagnosis.Doctor]; its result is a [dev.blobdrop.core.diagnosis.Diagnosis].
///
/// May use `core.problem`, `core.config` and, with their subpackages, `core.net`, `core.identity`
/// and `core.storage`.
package dev.blobdrop.core.diagnosis;
