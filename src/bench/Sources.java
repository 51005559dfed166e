import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// The files that are uploaded, made once and kept: random content, so that nothing compresses.
record Sources(Path work) {
    private static final int MIB = 1 << 20;

    /// One file of this many MiB.
    Path large(int mebibytes) throws IOException {
        Path file = work.resolve("large-" + mebibytes);
        if (!Files.exists(file) || Files.size(file) != (long) mebibytes * MIB) {
            var random = new Random(mebibytes);
            byte[] block = new byte[MIB];
            try (OutputStream out = Files.newOutputStream(file)) {
                for (int i = 0; i < mebibytes; i++) {
                    random.nextBytes(block);
                    out.write(block);
                }
            }
        }
        return file;
    }

    /// One file of this many MiB that takes no room on the disk.
    Path sparse(int mebibytes) throws IOException {
        Path file = work.resolve("sparse-" + mebibytes);
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength((long) mebibytes * MIB);
        }
        return file;
    }

    /// A tree of this many files, 1,000 to a folder.
    Path small(int count, int bytes) throws IOException {
        Path folder = work.resolve("small-" + count + "-" + bytes);
        Path complete = work.resolve(folder.getFileName() + ".complete");
        if (!Files.exists(complete)) {
            var random = new Random(count);
            byte[] content = new byte[bytes];
            for (int i = 0; i < count; i++) {
                Path into = folder.resolve("d%04d".formatted(i / 1000));
                if (i % 1000 == 0) {
                    Files.createDirectories(into);
                }
                random.nextBytes(content);
                Files.write(into.resolve("file-%07d.bin".formatted(i)), content);
            }
            Files.writeString(complete, "");
        }
        return folder;
    }
}
