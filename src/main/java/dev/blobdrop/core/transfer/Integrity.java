package dev.blobdrop.core.transfer;

import dev.blobdrop.core.config.Choice;

/// Which checksums an upload carries. Whatever is chosen, blocks are named by their CRC64, so that
/// a run can be resumed, a file that changes is noticed, and a download can be compared.
public enum Integrity {
    /// CRC64 of each request, compared by the service, and a stored MD5 where it costs no time: of
    /// a file in one request the service makes it; of a larger one a thread of its own does, if the
    /// sending leaves it a processor.
    AUTO("auto"),
    /// The same, with the MD5 of larger files in any case. One thread sums it, at 0.6 to 0.75 GB/s,
    /// and on two processors the sending waits for it.
    CRC64_MD5("crc64+md5"),
    /// CRC64 of each request only.
    CRC64("crc64"),
    /// Nothing: the network's own checksums must do.
    NONE("none");

    /// What reading, CRC64 and encryption take at most when the line is not what limits them.
    private static final int BUSY_PROCESSORS = 2;

    private final String id;

    Integrity(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public boolean checksRequests() {
        return this != NONE;
    }

    /// Whether the MD5 that the service makes of a file in one request is wanted.
    public boolean storesMd5() {
        return this == AUTO || this == CRC64_MD5;
    }

    /// Whether the MD5 of a file in several requests is summed here.
    ///
    /// @param processors that this process may use
    public boolean sumsMd5(int processors) {
        return this == CRC64_MD5 || this == AUTO && processors > BUSY_PROCESSORS;
    }

    /// @throws dev.blobdrop.core.problem.ProblemException for any other name, with the list
    public static Integrity parse(String id) {
        return Choice.parse("--integrity", id, values(), Integrity::id);
    }
}
