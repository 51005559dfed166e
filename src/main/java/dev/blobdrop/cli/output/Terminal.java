package dev.blobdrop.cli.output;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The terminal that standard error leads to. Its width is read each time, because it may change.
///
/// Java offers neither: [java.io.Console] checks standard input and output, but the progress line
/// goes to standard error, which `2>log` redirects separately.
final class Terminal {
    /// The width of a terminal that does not report one, such as a serial line or an unsized pseudo
    /// terminal.
    static final int STANDARD_COLUMNS = 80;

    private static final int STANDARD_ERROR = 2;
    private static final String SYSTEM = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    private static final long WINDOW_SIZE_LINUX = 0x5413;
    private static final long WINDOW_SIZE_MACOS = 0x40087468;
    private static final int WINDOWS_ERROR_HANDLE = -12;

    private Terminal() {}

    /// Whether standard error is a terminal.
    static boolean isWatched() {
        if (isWindows()) {
            return System.console() != null && System.console().isTerminal();
        }
        // Avoids foreign functions, which would delay a pod's start by some milliseconds.
        Path link = Path.of("/proc/self/fd/" + STANDARD_ERROR);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException e) {
            return measured().isPresent();
        }
    }

    /// Whether such a terminal can rewrite a line.
    ///
    /// @param term the value of `TERM`, which Windows does not set
    static boolean canRewrite(Optional<String> term) {
        return term.map(kind -> !kind.isBlank() && !kind.equals("dumb")).orElse(isWindows());
    }

    /// @return [#STANDARD_COLUMNS] if the terminal does not report its width
    static int columns() {
        return measured().stream().filter(width -> width > 0).findFirst().orElse(STANDARD_COLUMNS);
    }

    private static boolean isWindows() {
        return SYSTEM.startsWith("windows");
    }

    /// Empty if standard error is not a terminal, or if the system call is not available.
    private static OptionalInt measured() {
        try {
            return isWindows() ? Windows.columns() : Unix.columns();
        } catch (LinkageError | RuntimeException e) {
            return OptionalInt.empty();
        }
    }

    @SuppressWarnings("restricted") // the launcher gives leave with --enable-native-access
    private static MethodHandle find(
            SymbolLookup library, String name, FunctionDescriptor form, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), form, options);
    }

    /// Calls `ioctl(2)`, which is variadic from its third parameter on.
    private static final class Unix {
        private static final MethodHandle IOCTL = find(
                Linker.nativeLinker().defaultLookup(),
                "ioctl",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));

        private Unix() {}

        static OptionalInt columns() {
            long request = SYSTEM.startsWith("mac") ? WINDOW_SIZE_MACOS : WINDOW_SIZE_LINUX;
            try (Arena arena = Arena.ofConfined()) {
                // Four unsigned shorts: rows, columns, and the size in pixels.
                MemorySegment size = arena.allocate(ValueLayout.JAVA_SHORT, 4);
                int failed = (int) IOCTL.invokeExact(STANDARD_ERROR, request, size);
                return failed == 0
                        ? OptionalInt.of(Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 1)))
                        : OptionalInt.empty();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Calls `GetConsoleScreenBufferInfo`, which returns the visible window besides the buffer.
    private static final class Windows {
        private static final AddressLayout HANDLE = ValueLayout.ADDRESS;

        @SuppressWarnings("restricted") // as above
        private static final SymbolLookup KERNEL = SymbolLookup.libraryLookup("kernel32", Arena.global());

        private static final MethodHandle STANDARD_HANDLE =
                find(KERNEL, "GetStdHandle", FunctionDescriptor.of(HANDLE, ValueLayout.JAVA_INT));
        private static final MethodHandle BUFFER_INFO = find(
                KERNEL,
                "GetConsoleScreenBufferInfo",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, HANDLE, ValueLayout.ADDRESS));

        private Windows() {}

        static OptionalInt columns() {
            try (Arena arena = Arena.ofConfined()) {
                var handle = (MemorySegment) STANDARD_HANDLE.invokeExact(WINDOWS_ERROR_HANDLE);
                // Eleven shorts; the sixth and the eighth are the left and right column of the
                // window.
                MemorySegment info = arena.allocate(ValueLayout.JAVA_SHORT, 11);
                int done = (int) BUFFER_INFO.invokeExact(handle, info);
                return done == 0
                        ? OptionalInt.empty()
                        : OptionalInt.of(info.getAtIndex(ValueLayout.JAVA_SHORT, 7)
                                - info.getAtIndex(ValueLayout.JAVA_SHORT, 5)
                                + 1);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
