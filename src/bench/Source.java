import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// A file or a folder that is uploaded, made when it is needed and kept: random content, so that
/// nothing compresses.
///
/// @param sizes of a folder's files, or of the one file
/// @param folder whether it is one, with 1,000 files to a folder in it
/// @param sparse whether it takes no room on the disk
record Source(Path path, List<Some> sizes, boolean folder, boolean sparse) {
    static final int KIB = 1 << 10;
    static final int MIB = 1 << 20;
    private static final int TO_A_FOLDER = 1000;

    /// So many files of that size.
    record Some(int count, long bytes) {}

    static Source large(Path work, int mebibytes) {
        return new Source(
                work.resolve("large-" + mebibytes), List.of(new Some(1, (long) mebibytes * MIB)), false, false);
    }

    static Source sparse(Path work, int mebibytes) {
        return new Source(
                work.resolve("sparse-" + mebibytes), List.of(new Some(1, (long) mebibytes * MIB)), false, true);
    }

    static Source small(Path work, int count, int bytes) {
        return new Source(work.resolve("small-" + count + "-" + bytes), List.of(new Some(count, bytes)), true, false);
    }

    /// 1,600 files, 830 MiB, most of them small and most bytes in the large ones.
    static Source mix(Path work) {
        return new Source(
                work.resolve("mix"),
                List.of(
                        new Some(1000, 16 * KIB),
                        new Some(450, 256 * KIB),
                        new Some(140, 3 * MIB),
                        new Some(10, 28 * MIB)),
                true,
                false);
    }

    /// Its sums; it is made before.
    Sums sums() throws IOException {
        make();
        return Sums.ofSource(path);
    }

    void make() throws IOException {
        if (sparse) {
            try (var out = new RandomAccessFile(path.toFile(), "rw")) {
                out.setLength(sizes.getFirst().bytes);
            }
        } else if (folder) {
            makeFolder();
        } else if (!Files.exists(path) || Files.size(path) != sizes.getFirst().bytes) {
            write(path, sizes.getFirst().bytes, new Random(sizes.getFirst().bytes));
        }
    }

    private void makeFolder() throws IOException {
        Path complete = path.resolveSibling(path.getFileName() + ".complete");
        if (Files.exists(complete)) {
            return;
        }
        var random = new Random(path.getFileName().toString().hashCode());
        int number = 0;
        for (Some some : sizes) {
            for (int i = 0; i < some.count; i++, number++) {
                Path into = path.resolve("d%04d".formatted(number / TO_A_FOLDER));
                if (number % TO_A_FOLDER == 0) {
                    Files.createDirectories(into);
                }
                write(into.resolve("file-%07d.bin".formatted(number)), some.bytes, random);
            }
        }
        Files.writeString(complete, "");
    }

    private static void write(Path file, long length, Random random) throws IOException {
        byte[] block = new byte[(int) Math.min(length, MIB)];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < length; written += block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(block.length, length - written));
            }
        }
    }
}
