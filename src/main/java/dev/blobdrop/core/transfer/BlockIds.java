package dev.blobdrop.core.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// The names of blocks: place, length and CRC64. A later run that finds a name among the blocks on
/// the service need not send that block again, and needs no memory of the earlier run.
///
/// The service demands that all uncommitted blocks of one blob have names of one length, whoever
/// staged them ("Put Block"). Where another program has left some, ours take their length, so that
/// nothing needs to be thrown away.
///
/// @param rawLength bytes of a name before Base64, at most 64
record BlockIds(int rawLength) {
    /// `bd1-00000-0008388608-0123456789abcdef`
    static final BlockIds STANDARD = new BlockIds(37);

    private static final int COMPACT = Short.BYTES + Integer.BYTES + Long.BYTES;

    /// Names that can stand beside these uncommitted ones.
    static BlockIds beside(List<String> uncommitted) {
        return uncommitted.stream()
                .findFirst()
                .map(BlockIds::rawLengthOf)
                .filter(length -> length >= COMPACT)
                .map(BlockIds::new)
                .orElse(STANDARD);
    }

    private static int rawLengthOf(String id) {
        try {
            return Base64.getDecoder().decode(id).length;
        } catch (IllegalArgumentException e) {
            return STANDARD.rawLength;
        }
    }

    /// Whether a name was given by us, in the usual form.
    static boolean isOurs(String id) {
        return id.startsWith("YmQxL");
    }

    String id(int index, int length, long crc64) {
        byte[] name =
                rawLength >= STANDARD.rawLength
                        ? "bd1-%05d-%010d-%016x"
                                .formatted(index, length, crc64)
                                .getBytes(StandardCharsets.US_ASCII)
                        : ByteBuffer.allocate(COMPACT)
                                .putShort((short) index)
                                .putInt(length)
                                .putLong(crc64)
                                .array();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(name, rawLength));
    }
}
