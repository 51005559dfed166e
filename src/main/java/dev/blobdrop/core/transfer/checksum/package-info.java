/// CRC64, MD5, and names and contents remembered by their sums. Start with
/// [dev.blobdrop.core.transfer.checksum.Crc64] and [dev.blobdrop.core.transfer.checksum.BlockIds].
///
/// Uses nothing of `core.transfer`.
package dev.blobdrop.core.transfer.checksum;
