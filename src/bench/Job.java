import java.util.List;

/// Who moves what, how long the service takes to answer, and what Blobdrop is to reach.
///
/// @param files how many files move
/// @param delay milliseconds that every request to the blob service waits
/// @param contenders Blobdrop's variants and the peers; a peer that is not installed is left out
/// @param way to the service or from it
record Job(String title, long files, int delay, List<Contender> contenders, List<Target> targets, Way way) {}
