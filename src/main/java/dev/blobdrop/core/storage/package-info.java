/// What is in a storage account, in our own terms. Start with
/// [dev.blobdrop.core.storage.BlobStore]; names are checked by
/// [dev.blobdrop.core.storage.AccountUrl] and [dev.blobdrop.core.storage.BlobPath].
///
/// May use `core.problem`, `core.config` and `core.net`.
package dev.blobdrop.core.storage;
