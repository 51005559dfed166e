/// Checks Kubernetes manifests for mistakes that break workload identity. Start with
/// [dev.blobdrop.core.diagnosis.manifest.Manifests].
///
/// May use `core.identity` and `core.problem`.
package dev.blobdrop.core.diagnosis.manifest;
