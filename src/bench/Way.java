import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// To the service or from it: what is made ready before a program runs, and what has arrived after.
sealed interface Way {
    void prepare(Sink sink) throws IOException;

    Sink.Arrived arrived(Sink sink) throws IOException;

    /// To the service, where no blob exists at first.
    record There() implements Way {
        @Override
        public void prepare(Sink sink) {
            sink.forget();
        }

        @Override
        public Sink.Arrived arrived(Sink sink) {
            return sink.arrived();
        }
    }

    /// From the service into a folder that is empty at first and afterwards.
    ///
    /// @param md5 whether the blobs have a stored one
    record Back(long count, long size, boolean md5, Path folder) implements Way {
        @Override
        public void prepare(Sink sink) throws IOException {
            remove();
            Files.createDirectories(folder);
            sink.forget();
            sink.offer(count, size, md5);
        }

        @Override
        public Sink.Arrived arrived(Sink sink) throws IOException {
            long[] sizes;
            try (Stream<Path> found = Files.walk(folder)) {
                sizes = found.filter(Files::isRegularFile).mapToLong(Back::size).toArray();
            }
            remove();
            return new Sink.Arrived(
                    sizes.length, java.util.Arrays.stream(sizes).sum(), sink.arrived().cipher());
        }

        private static long size(Path file) {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void remove() throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            List<Path> all;
            try (Stream<Path> found = Files.walk(folder)) {
                all = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path one : all) {
                Files.delete(one);
            }
        }
    }
}
