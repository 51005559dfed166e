import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/// Writes a tape archive (POSIX ustar) in which everything has one time and belongs to root, so
/// that it depends on nothing but names, contents and whether a file may be run.
final class Tar implements AutoCloseable {
    private static final int BLOCK = 512;

    private final OutputStream out;
    private final Instant time;
    private long written;

    Tar(OutputStream out, Instant time) {
        this.out = out;
        this.time = time;
    }

    void add(String name, Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            header(name, '2', 0777, 0, Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            header(name + "/", '5', name.equals("tmp") ? 01777 : 0755, 0, "");
        } else {
            header(name, '0', Files.isExecutable(file) ? 0755 : 0644, Files.size(file), "");
            written += Files.copy(file, out);
            pad();
        }
    }

    void add(String name, byte[] content) throws IOException {
        header(name, '0', 0644, content.length, "");
        out.write(content);
        written += content.length;
        pad();
    }

    /// @return the length of the archive
    long finish() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
        return written + 2 * BLOCK;
    }

    private void pad() throws IOException {
        int rest = (int) (written % BLOCK);
        if (rest > 0) {
            out.write(new byte[BLOCK - rest]);
            written += BLOCK - rest;
        }
    }

    private void header(String name, char type, int mode, long size, String link) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, 100, name);
        number(header, 100, 8, mode);
        number(header, 108, 8, 0);
        number(header, 116, 8, 0);
        number(header, 124, 12, size);
        number(header, 136, 12, time.getEpochSecond());
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        put(header, 157, 100, link);
        put(header, 257, 6, "ustar");
        put(header, 263, 2, "00");
        put(header, 265, 32, "root");
        put(header, 297, 32, "root");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, 8, "%06o\0 ".formatted(sum));
        out.write(header);
        written += BLOCK;
    }

    private static void number(byte[] header, int at, int width, long value) {
        put(header, at, width, ("%0" + (width - 1) + "o").formatted(value));
    }

    private static void put(byte[] header, int at, int width, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > width) {
            throw new UncheckedIOException(new IOException("too long for an archive: " + text));
        }
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
