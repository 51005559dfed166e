package dev.blobdrop.core.transfer.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// MD5, which the service stores as Content-MD5.
public final class Md5 {
    private Md5() {}

    /// A new digest, the fastest one for this virtual machine.
    public static MessageDigest digest() {
        if (CompilerKind.isC1Only()) {
            return new QuickMd5();
        }
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    /// The 16 bytes of the MD5 of what is between the buffer's position and its limit, which do not
    /// change.
    public static byte[] of(ByteBuffer bytes) {
        MessageDigest digest = digest();
        digest.update(bytes.duplicate());
        return digest.digest();
    }

    /// The 16 bytes of the MD5 of the first bytes of an array.
    public static byte[] of(byte[] bytes, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, 0, length);
        return digest.digest();
    }
}
