package dev.blobdrop.core.transfer;

/// Which checksums an upload carries. Whatever is chosen, blocks are named by their CRC64, so that
/// a run can be resumed and a file that changes is noticed.
public enum Integrity {
    /// CRC64 of each request, compared by the service, and the MD5 of the whole file, stored: by
    /// the
    /// service itself for a file in one request, for a larger one from a thread of its own, which
    /// makes it the slower the more the line could carry.
    CRC64_MD5("crc64+md5"),
    /// CRC64 of each request only; MD5 is most of the work of a large upload.
    CRC64("crc64"),
    /// Nothing: the network's own checksums must do.
    NONE("none");

    private final String id;

    Integrity(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    boolean checksRequests() {
        return this != NONE;
    }

    boolean storesMd5() {
        return this == CRC64_MD5;
    }

    /// @throws dev.blobdrop.core.problem.ProblemException for any other name, with the list
    public static Integrity parse(String id) {
        return Choice.parse("--integrity", id, values(), Integrity::id);
    }
}
