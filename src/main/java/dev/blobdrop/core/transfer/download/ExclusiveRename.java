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

/// Gives a file another name unless something has that name, in one step that nobody can come in
/// between. Java has no such call: its own rename replaces, and a link with the old name removed
/// afterwards changes the folder twice.
@FunctionalInterface
public interface ExclusiveRename {
    /// How it went.
    enum Outcome {
        RENAMED,
        /// Something has the name. Nothing was changed.
        TAKEN,
        /// Not possible here, whatever the reason. Nothing was changed.
        REFUSED
    }

    /// For a system that has no such call.
    ExclusiveRename NONE = (from, to) -> Outcome.REFUSED;

    /// Does not throw.
    Outcome rename(Path from, Path to);

    /// The call of this system, looked up when it is first needed.
    static ExclusiveRename ofSystem() {
        return (from, to) -> Linux.FOUND.rename(from, to);
    }

    /// `renameat2` of Linux, see rename(2). NFS, FAT and some others refuse its flag.
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
