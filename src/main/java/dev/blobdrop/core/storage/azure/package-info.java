/// The storage account itself. Start with [dev.blobdrop.core.storage.azure.AzureBlobStore], the
/// only class that calls the storage SDK; frequent requests go through
/// [dev.blobdrop.core.storage.azure.DirectRequests].
///
/// May use `core.storage`, `core.problem` and `core.net`.
package dev.blobdrop.core.storage.azure;
