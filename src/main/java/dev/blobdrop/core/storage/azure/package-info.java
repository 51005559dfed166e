/// The storage account itself. Start with [dev.blobdrop.core.storage.azure.AzureBlobStore], the
/// only class that asks the storage SDK; hot requests go by
/// [dev.blobdrop.core.storage.azure.DirectRequests].
///
/// May use `core.storage`, `core.problem` and `core.net`.
package dev.blobdrop.core.storage.azure;
