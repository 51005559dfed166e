package dev.blobdrop.core.transfer;

/// Which checksums an upload uses. Whatever is chosen, blocks are named by their CRC64, so that a
/// run can be resumed, a changed file is noticed, and a download can be verified.
public enum Integrity {
    /// CRC64 of each request, compared by the service, and a stored MD5 where it costs no time: the
    /// service computes it for a file in one request; for a larger one a separate thread does, if
    /// the upload leaves it a processor.
    AUTO("auto"),
    /// The same, and always the MD5 of larger files. One thread computes it, at 0.6 to 0.75 GB/s;
    /// on two processors the upload waits for it.
    CRC64_MD5("crc64+md5"),
    /// CRC64 of each request only.
    CRC64("crc64"),
    /// No checksums besides those of the network.
    NONE("none");

    /// How many processors reading, CRC64 and encryption use at most when the line is not the
    /// limit.
    private static final int BUSY_PROCESSORS = 2;

    private final String id;

    Integrity(String id) {
        this.id = id;
    }

    /// The name as an option's value.
    public String id() {
        return id;
    }

    /// Whether each request carries a CRC64.
    public boolean checksRequests() {
        return this != NONE;
    }

    /// Whether the service is to store the MD5 of a file in one request.
    public boolean storesMd5() {
        return this == AUTO || this == CRC64_MD5;
    }

    /// Whether the MD5 of a file in several requests is computed here.
    ///
    /// @param processors that this process may use
    public boolean sumsMd5(int processors) {
        return this == CRC64_MD5 || this == AUTO && processors > BUSY_PROCESSORS;
    }
}
