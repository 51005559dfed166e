package dev.blobdrop.core.watch;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// File system events of the Linux kernel, see inotify(7). Java's `WatchService` uses them too, but
/// does not report what matters here: that a writer closed a file, or that a file was renamed into
/// the folder.
final class Inotify implements FolderEvents {
    private static final int MODIFY = 0x2;
    private static final int CLOSE_WRITE = 0x8;
    private static final int MOVED_FROM = 0x40;
    private static final int MOVED_TO = 0x80;
    private static final int CREATE = 0x100;
    private static final int DELETE = 0x200;
    private static final int OVERFLOW = 0x4000;
    private static final int IGNORED = 0x8000;
    private static final int IS_FOLDER = 0x40000000;
    private static final int ONLY_FOLDERS = 0x01000000;

    private static final int WANTED = MODIFY | CLOSE_WRITE | MOVED_FROM | MOVED_TO | CREATE | DELETE | ONLY_FOLDERS;

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final short READABLE = 1;

    /// Bytes of the fixed part of an event: watch, mask, cookie, length of the name.
    private static final int HEAD = 16;

    private static final int BUFFER = 64 * 1024;

    private static final Charset NAMES =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);

    private final Calls calls;
    private final int descriptor;
    private final Map<Integer, Path> folders = new ConcurrentHashMap<>();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(BUFFER, Long.BYTES);
    private final MemorySegment pollDescriptor = arena.allocate(8, Integer.BYTES);

    private Inotify(Calls calls, int descriptor) {
        this.calls = calls;
        this.descriptor = descriptor;
        pollDescriptor.set(ValueLayout.JAVA_INT, 0, descriptor);
        pollDescriptor.set(ValueLayout.JAVA_SHORT, 4, READABLE);
    }

    /// The kernel's events, or [FolderEvents#SILENT] on another system or where the kernel refuses.
    static FolderEvents open() {
        return Calls.find()
                .map(calls -> open(calls, calls.open(CLOSE_ON_EXEC | NON_BLOCKING)))
                .orElse(SILENT);
    }

    private static FolderEvents open(Calls calls, int descriptor) {
        return descriptor < 0 ? SILENT : new Inotify(calls, descriptor);
    }

    @Override
    public boolean follow(Path folder) {
        int watch = calls.add(descriptor, folder, WANTED);
        if (watch >= 0) {
            folders.put(watch, folder);
        }
        return watch >= 0;
    }

    @Override
    public List<Change> next(Duration limit) {
        List<Change> changes = new ArrayList<>();
        if (calls.await(pollDescriptor, (int) limit.toMillis()) > 0) {
            long length = calls.read(descriptor, buffer);
            for (long at = 0; at + HEAD <= length; ) {
                int nameLength = buffer.get(ValueLayout.JAVA_INT, at + 12);
                event(at, nameLength).ifPresent(changes::add);
                at += HEAD + nameLength;
            }
        }
        return changes;
    }

    private Optional<Change> event(long at, int nameLength) {
        int watch = buffer.get(ValueLayout.JAVA_INT, at);
        int mask = buffer.get(ValueLayout.JAVA_INT, at + 4);
        if ((mask & OVERFLOW) != 0) {
            return Optional.of(new Change.Lost());
        }
        if ((mask & IGNORED) != 0) {
            folders.remove(watch);
            return Optional.empty();
        }
        Path folder = folders.get(watch);
        if (folder == null || nameLength == 0) {
            return Optional.empty();
        }
        try {
            Path path = folder.resolve(buffer.asSlice(at + HEAD).getString(0, NAMES));
            return change(mask, path);
        } catch (InvalidPathException e) {
            // Java cannot decode the name in this locale, but a walk can find the file.
            return Optional.of(new Change.Lost());
        }
    }

    private static Optional<Change> change(int mask, Path path) {
        if ((mask & IS_FOLDER) != 0) {
            return (mask & (CREATE | MOVED_TO)) != 0 ? Optional.of(new Change.FolderAppeared(path)) : Optional.empty();
        }
        if ((mask & (CLOSE_WRITE | MOVED_TO)) != 0) {
            return Optional.of(new Change.Finished(path));
        }
        if ((mask & (DELETE | MOVED_FROM)) != 0) {
            return Optional.of(new Change.Gone(path));
        }
        return Optional.of((mask & CREATE) != 0 ? new Change.Created(path) : new Change.Written(path));
    }

    @Override
    public void close() {
        calls.close(descriptor);
        arena.close();
    }

    /// The five functions of the C library. None throws; failures are negative results.
    private record Calls(
            MethodHandle init, MethodHandle addWatch, MethodHandle poll, MethodHandle read, MethodHandle end) {

        /// Empty where they do not exist, as on macOS and Windows.
        @SuppressWarnings("restricted") // the launcher and the jar's manifest allow native access
        static Optional<Calls> find() {
            Linker linker = Linker.nativeLinker();
            var symbols = linker.defaultLookup();
            if (symbols.find("inotify_init1").isEmpty()) {
                return Optional.empty();
            }
            var number = ValueLayout.JAVA_INT;
            MemoryLayout size = linker.canonicalLayouts().get("size_t");
            AddressLayout address = ValueLayout.ADDRESS;
            return Optional.of(new Calls(
                    linker.downcallHandle(symbols.findOrThrow("inotify_init1"), FunctionDescriptor.of(number, number)),
                    linker.downcallHandle(
                            symbols.findOrThrow("inotify_add_watch"),
                            FunctionDescriptor.of(number, number, address, number)),
                    linker.downcallHandle(
                            symbols.findOrThrow("poll"), FunctionDescriptor.of(number, address, size, number)),
                    linker.downcallHandle(
                            symbols.findOrThrow("read"), FunctionDescriptor.of(size, number, address, size)),
                    linker.downcallHandle(symbols.findOrThrow("close"), FunctionDescriptor.of(number, number))));
        }

        int open(int flags) {
            try {
                return (int) init.invokeExact(flags);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        int add(int descriptor, Path folder, int mask) {
            try (Arena here = Arena.ofConfined()) {
                MemorySegment name = here.allocateFrom(folder.toString(), NAMES);
                return (int) addWatch.invokeExact(descriptor, name, mask);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        int await(MemorySegment pollDescriptor, int millis) {
            try {
                return (int) poll.invokeExact(pollDescriptor, 1L, millis);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        long read(int descriptor, MemorySegment into) {
            try {
                return (long) read.invokeExact(descriptor, into, into.byteSize());
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        void close(int descriptor) {
            try {
                int ignored = (int) end.invokeExact(descriptor);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
