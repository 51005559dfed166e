import java.util.List;

/// One row group of the table: who uploads what, how long the service takes to answer, and what
/// Blobdrop is to reach.
///
/// @param files how many files arrive
/// @param bytes how many bytes arrive
/// @param delay milliseconds that every request to the blob service waits
/// @param contenders Blobdrop's variants and the peers; a peer that is not installed is left out
record Job(
        String title,
        long files,
        long bytes,
        int delay,
        List<Contender> contenders,
        List<Target> targets) {}
