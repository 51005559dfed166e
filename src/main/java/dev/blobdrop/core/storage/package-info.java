/// The content of a storage account in our own types. Start with
/// [dev.blobdrop.core.storage.BlobStore]; [dev.blobdrop.core.storage.AccountUrl] and
/// [dev.blobdrop.core.storage.BlobPath] check names.
///
/// May use `core.problem`, `core.config` and `core.net`.
package dev.blobdrop.core.storage;
