package dev.blobdrop.core.transfer.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The checksum that the service compares on each request and stores as Content-MD5.
public final class Md5 {
    private Md5() {}

    public static MessageDigest digest() {
        if (CompilerKind.isQuickOnly()) {
            return new QuickMd5();
        }
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    /// Of what is between the buffer's position and its limit, which stay as they are.
    public static byte[] of(ByteBuffer bytes) {
        MessageDigest digest = digest();
        digest.update(bytes.duplicate());
        return digest.digest();
    }

    public static byte[] of(byte[] bytes, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, 0, length);
        return digest.digest();
    }
}
