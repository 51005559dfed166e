/// CRC64, MD5, and maps that keep checksums instead of names and contents. Start with
/// [dev.blobdrop.core.transfer.checksum.Crc64] and [dev.blobdrop.core.transfer.checksum.BlockIds].
///
/// Uses nothing of `core.transfer`.
package dev.blobdrop.core.transfer.checksum;
