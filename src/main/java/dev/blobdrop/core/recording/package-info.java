/// Runs that were recorded with `--output json`, read from a file or a pod's log. Start with
/// [dev.blobdrop.core.recording.RecordedRun].
///
/// May use `core.problem`, `core.identity`, `core.storage` and `core.diagnosis`.
package dev.blobdrop.core.recording;
