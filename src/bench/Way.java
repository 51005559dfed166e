import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// To the service or from it: what is made ready before a program runs, and whether exactly that
/// has arrived after.
sealed interface Way {
    void prepare(Sink sink, boolean again) throws IOException;

    /// @throws IOException when anything else arrived
    void verify(Sink sink, Contender contender) throws IOException;

    private static void compare(String program, Sums arrived, Sums wanted) throws IOException {
        if (!arrived.equals(wanted)) {
            throw new IOException("%s: not what was sent arrived: %s, not %s".formatted(program, arrived, wanted));
        }
    }

    /// To the service, where no blob exists at first.
    ///
    record There(Source source) implements Way {
        @Override
        public void prepare(Sink sink, boolean again) throws IOException {
            source.sums();
            if (again) {
                sink.forgetCounts();
            } else {
                sink.forget();
            }
        }

        @Override
        public void verify(Sink sink, Contender contender) throws IOException {
            Sink.Arrived arrived = sink.arrived();
            Sums sums = source.sums();
            Sums wanted =
                    contender.stores() ? sums : new Sums(sums.blobs(), sums.bytes(), sums.contents(), arrived.md5s());
            compare(contender.name(), arrived.sums(), wanted);
            if (contender.again() && arrived.puts() > 0) {
                throw new IOException(contender.name() + " sent what was there");
            }
        }
    }

    /// A short command, of which nothing is known but that it ends well; see [Measurement#of].
    record Short(boolean leavesBlob) implements Way {
        @Override
        public void prepare(Sink sink, boolean again) {
            sink.forget();
        }

        @Override
        public void verify(Sink sink, Contender contender) throws IOException {
            if (leavesBlob != (sink.arrived().sums().blobs() == 1)) {
                throw new IOException(contender.name() + " left no blob");
            }
        }
    }

    /// From the service into a folder that is empty at first and afterwards.
    ///
    /// @param md5 whether the blobs have a stored one
    record Back(long count, long size, boolean md5, Path folder) implements Way {
        @Override
        public void prepare(Sink sink, boolean again) throws IOException {
            remove();
            Files.createDirectories(folder);
            sink.forget();
            sink.offer(count, size, md5);
        }

        @Override
        public void verify(Sink sink, Contender contender) throws IOException {
            Sums offered = sink.arrived().sums();
            Sums got = Sums.ofContents(folder);
            remove();
            compare(contender.name(), got, new Sums(offered.blobs(), offered.bytes(), offered.contents(), 0));
        }

        /// Before a file system such as ext4 gives an inode away, it leaves out those that became
        /// free within the last minutes, one by one: whoever comes after many deletions pays for
        /// them. So many files are put aside, and deleted when the bench ends.
        private void remove() throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            if (count == 1) {
                delete(folder);
                return;
            }
            Path aside = folder.resolveSibling(folder.getFileName() + "-" + System.nanoTime());
            Files.move(folder, aside);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    delete(aside);
                } catch (IOException e) {
                    System.err.println("Not deleted: " + e);
                }
            }));
        }

        private static void delete(Path folder) throws IOException {
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
