package dev.blobdrop.gui;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;

/// Finds the native handle of our window, which the Windows broker needs and JavaFX does not
/// expose: the window of this process with the given title.
final class NativeWindow {
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private NativeWindow() {}

    /// @return empty on other systems, or when there is no such window
    static OptionalLong handle(String title) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") ? find(title) : OptionalLong.empty();
    }

    /// Walks all windows with the title by `FindWindowExW`, because another Blobdrop may have the
    /// same one.
    @SuppressWarnings("restricted")
    private static OptionalLong find(String title) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup user32 = SymbolLookup.libraryLookup("user32", arena);
            MethodHandle next = Linker.nativeLinker()
                    .downcallHandle(
                            user32.findOrThrow("FindWindowExW"),
                            FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, POINTER));
            MethodHandle owner = Linker.nativeLinker()
                    .downcallHandle(
                            user32.findOrThrow("GetWindowThreadProcessId"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, POINTER, POINTER));
            MemorySegment text = arena.allocateFrom(title, StandardCharsets.UTF_16LE);
            MemorySegment process = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment none = MemorySegment.NULL;
            MemorySegment window = none;
            do {
                window = (MemorySegment) next.invokeExact(none, window, none, text);
                int thread = (int) owner.invokeExact(window, process);
                if (thread == 0) {
                    return OptionalLong.empty();
                }
            } while (process.get(ValueLayout.JAVA_INT, 0)
                    != ProcessHandle.current().pid());
            return OptionalLong.of(window.address());
        } catch (Throwable e) {
            // A method handle may throw anything. Without a window handle the broker reports the
            // problem.
            return OptionalLong.empty();
        }
    }
}
