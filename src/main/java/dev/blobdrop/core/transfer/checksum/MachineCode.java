package dev.blobdrop.core.transfer.checksum;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Loads machine code for the few loops that Java cannot express, as Java's own compilers do. Linux
/// on x86-64 only.
final class MachineCode {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final long PAGE = 4096;

    private MachineCode() {}

    /// Whether the code can run here.
    ///
    /// @param flags features that the processor must have, as the kernel names them
    /// @throws IOException when the kernel does not list them
    static boolean isSupported(String... flags) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            return false;
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(List.of(line.split("\\s+"))))
                    .filter(there -> there.containsAll(List.of(flags)))
                    .isPresent();
        }
    }

    /// Makes code executable.
    ///
    /// @param code at most a page, independent of its address
    /// @return calls the code; arrays on the heap may be passed, so a call must be short
    /// @throws Throwable when any step is refused
    @SuppressWarnings("restricted") // the launcher and the jar's manifest allow native access
    static MethodHandle load(byte[] code, FunctionDescriptor function) throws Throwable {
        Linker linker = Linker.nativeLinker();
        var symbols = linker.defaultLookup();
        var address = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_INT;
        var size = ValueLayout.JAVA_LONG;
        MethodHandle mmap = linker.downcallHandle(
                symbols.findOrThrow("mmap"),
                FunctionDescriptor.of(address, address, size, number, number, number, size));
        MethodHandle protect = linker.downcallHandle(
                symbols.findOrThrow("mprotect"), FunctionDescriptor.of(number, address, size, number));
        MemorySegment page =
                (MemorySegment) mmap.invokeExact(MemorySegment.NULL, PAGE, READ | WRITE, PRIVATE_ANONYMOUS, -1, 0L);
        if (page.address() == -1) {
            throw new IllegalStateException("No memory");
        }
        page = page.reinterpret(PAGE);
        MemorySegment.copy(code, 0, page, ValueLayout.JAVA_BYTE, 0, code.length);
        if ((int) protect.invokeExact(page, PAGE, READ | EXECUTE) != 0) {
            throw new IllegalStateException("Not executable");
        }
        return linker.downcallHandle(page, function, Linker.Option.critical(true));
    }
}
