/// Kubernetes manifests, looked through for what keeps workload identity from working. Start with
/// [dev.blobdrop.core.diagnosis.manifest.Manifests].
///
/// May use `core.identity` and `core.problem`.
package dev.blobdrop.core.diagnosis.manifest;
