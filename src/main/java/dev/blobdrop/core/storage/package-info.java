/// What is in a storage account, and the only way to reach it. Start with
/// [dev.blobdrop.core.storage.BlobStore]; names are checked by
/// [dev.blobdrop.core.storage.AccountUrl] and [dev.blobdrop.core.storage.BlobPath].
///
/// May use `core.problem` and `core.net`. Only `AzureBlobStore` uses the storage SDK.
package dev.blobdrop.core.storage;
