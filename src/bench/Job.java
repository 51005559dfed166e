import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One row group of the table: who uploads what, and how long the service takes to answer.
///
/// @param files how many files arrive
/// @param bytes how many bytes arrive at least
/// @param delay milliseconds that every request to the blob service waits
/// @param contenders Blobdrop's variants and the peers; a peer that is not installed is left out
record Job(String title, long files, long bytes, int delay, List<Contender> contenders) {
    static List<Contender> of(Contender first, List<Optional<Contender>> others) {
        return Stream.concat(Stream.of(first), others.stream().flatMap(Optional::stream)).toList();
    }
}
