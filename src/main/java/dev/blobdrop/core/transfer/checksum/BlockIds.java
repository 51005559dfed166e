package dev.blobdrop.core.transfer.checksum;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ids of blocks, made of index, length and CRC64. A later run that finds such an id on the
/// service need not send that block again, and needs no local record of the earlier run.
///
/// All uncommitted blocks of one blob must have ids of the same length, whoever staged them ("Put
/// Block"). Where another program has left some, ours get their length, so that nothing has to be
/// discarded.
///
/// @param rawLength bytes of an id before Base64, at most 64
public record BlockIds(int rawLength) {
    /// The usual ids, such as `bd1-00000-0008388608-0123456789abcdef`.
    public static final BlockIds STANDARD = new BlockIds(37);

    private static final Pattern NAME = Pattern.compile("bd1-(\\d{5})-(\\d{10})-([0-9a-f]{16})\\x00*");

    private static final int COMPACT = Short.BYTES + Integer.BYTES + Long.BYTES;

    /// Ids of the same length as these uncommitted ones.
    public static BlockIds beside(List<String> uncommitted) {
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

    /// What an id tells about its block.
    ///
    /// @param index in the blob; modulo 65,536 in the short form
    /// @param length in bytes
    public record Block(int index, int length, long crc64) {}

    /// Reads an id made by [#id], in either form. The short form has no marker, so any id of its
    /// length can be read: the caller must check that the result fits the other blocks.
    public static Optional<Block> read(String id) {
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (raw.length >= STANDARD.rawLength) {
            Matcher name = NAME.matcher(new String(raw, StandardCharsets.ISO_8859_1));
            return name.matches() && Long.parseLong(name.group(2)) <= Integer.MAX_VALUE
                    ? Optional.of(new Block(
                            Integer.parseInt(name.group(1)),
                            Integer.parseInt(name.group(2)),
                            Long.parseUnsignedLong(name.group(3), 16)))
                    : Optional.empty();
        }
        if (raw.length < COMPACT) {
            return Optional.empty();
        }
        ByteBuffer name = ByteBuffer.wrap(raw);
        Block block = new Block(Short.toUnsignedInt(name.getShort()), name.getInt(), name.getLong());
        boolean isPadded = name.mismatch(ByteBuffer.allocate(name.remaining())) < 0;
        return Optional.of(block).filter(read -> isPadded && read.length > 0);
    }

    /// Whether Blobdrop made the id, in the usual form.
    public static boolean isOurs(String id) {
        return id.startsWith("YmQxL");
    }

    /// The id of a block, in Base64.
    ///
    /// @param index in the blob, from 0
    /// @param length in bytes
    public String id(int index, int length, long crc64) {
        byte[] name = rawLength >= STANDARD.rawLength
                ? "bd1-%05d-%010d-%016x".formatted(index, length, crc64).getBytes(StandardCharsets.US_ASCII)
                : ByteBuffer.allocate(COMPACT)
                        .putShort((short) index)
                        .putInt(length)
                        .putLong(crc64)
                        .array();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(name, rawLength));
    }
}
