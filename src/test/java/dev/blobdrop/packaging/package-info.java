/// What lies in `packaging`: the manifests are rendered by the real kubectl and held against
/// Kubernetes' own model, the scripts run against a stand-in for az. Start with `ManifestsIT`.
package dev.blobdrop.packaging;
