package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.FileProblems;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A stream that remembers why it could not be written; a plain [PrintStream] only knows that it
/// could not.
final class DataStream extends PrintStream {
    private final AtomicReference<IOException> first;

    DataStream(OutputStream out, Charset charset) {
        this(out, charset, new AtomicReference<>());
    }

    private DataStream(OutputStream out, Charset charset, AtomicReference<IOException> first) {
        super(new BufferedOutputStream(new Noting(out, first)), true, charset);
        this.first = first;
    }

    static DataStream standardOutput() {
        return new DataStream(new FileOutputStream(FileDescriptor.out), System.out.charset());
    }

    /// Why some data was not written. Empty if all was, or if the reader closed the pipe, as `head`
    /// does when it has enough.
    Optional<String> loss() {
        if (!checkError()) {
            return Optional.empty();
        }
        Optional<IOException> why = Optional.ofNullable(first.get());
        return why.filter(FileProblems::isReaderGone).isPresent()
                ? Optional.empty()
                : why.map(IOException::getMessage).or(() -> Optional.of("unknown"));
    }

    /// Makes one system call. A [PrintStream] makes two: one for the text and one for the line end.
    @Override
    public void println(String line) {
        print(line + System.lineSeparator());
    }

    private static final class Noting extends FilterOutputStream {
        private final AtomicReference<IOException> first;

        Noting(OutputStream out, AtomicReference<IOException> first) {
            super(out);
            this.first = first;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                first.compareAndSet(null, e);
                throw e;
            }
        }
    }
}
