package dev.blobdrop.core.transfer.download;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Renames a file unless the new name is taken, atomically. Java has no such call: its rename
/// replaces, and a hard link whose old name is removed afterwards changes the folder twice.
@FunctionalInterface
public interface ExclusiveRename {
    /// The result of a rename.
    enum Outcome {
        /// The file has its new name.
        RENAMED,
        /// The name is taken. Nothing was changed.
        TAKEN,
        /// Not possible here, for whatever reason. Nothing was changed.
        REFUSED
    }

    /// For a system without such a call.
    ExclusiveRename NONE = (from, to) -> Outcome.REFUSED;

    /// Renames the file. Does not throw.
    Outcome rename(Path from, Path to);

    /// This system's call, looked up on first use.
    static ExclusiveRename ofSystem() {
        return (from, to) -> Linux.FOUND.rename(from, to);
    }

    /// `renameat2` of Linux, see rename(2). NFS, FAT and some others do not support its flag.
    final class Linux implements ExclusiveRename {
        static final ExclusiveRename FOUND = find();

        private static final int BY_THE_WORKING_DIRECTORY = -100;
        private static final int NO_REPLACE = 1;
        private static final int IS_THERE = 17;

        private static final Charset NAMES =
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);

        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final VarHandle ERROR = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

        private final MethodHandle call;

        private Linux(MethodHandle call) {
            this.call = call;
        }

        @SuppressWarnings("restricted") // the launcher and the jar's manifest allow native access
        private static ExclusiveRename find() {
            Linker linker = Linker.nativeLinker();
            Optional<MemorySegment> function = linker.defaultLookup().find("renameat2");
            if (function.isEmpty()) {
                return NONE;
            }
            var number = ValueLayout.JAVA_INT;
            var address = ValueLayout.ADDRESS;
            return new Linux(linker.downcallHandle(
                    function.get(),
                    FunctionDescriptor.of(number, number, address, number, address, number),
                    Linker.Option.captureCallState("errno")));
        }

        @Override
        public Outcome rename(Path from, Path to) {
            try (Arena here = Arena.ofConfined()) {
                MemorySegment state = here.allocate(STATE);
                MemorySegment before = here.allocateFrom(from.toString(), NAMES);
                MemorySegment after = here.allocateFrom(to.toString(), NAMES);
                int result = (int) call.invokeExact(
                        state, BY_THE_WORKING_DIRECTORY, before, BY_THE_WORKING_DIRECTORY, after, NO_REPLACE);
                if (result == 0) {
                    return Outcome.RENAMED;
                }
                return (int) ERROR.get(state, 0L) == IS_THERE ? Outcome.TAKEN : Outcome.REFUSED;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
