import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A control group with a limit of memory, for one command; needs the right to make one (root).
record MemoryLimit(Path group) implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /// @throws IOException when the kernel or the user may not
    static MemoryLimit of(long bytes) throws IOException {
        boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path parent = unified ? ROOT : ROOT.resolve("memory");
        Path group = parent.resolve("blobdrop-bench-" + ProcessHandle.current().pid());
        Files.createDirectory(group);
        Path limit = group.resolve(unified ? "memory.max" : "memory.limit_in_bytes");
        Files.writeString(limit, String.valueOf(bytes));
        return new MemoryLimit(group);
    }

    /// The command, run inside the group from its first instruction on.
    List<String> wrap(List<String> command) {
        List<String> wrapped =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                "echo $$ > \"$0\" && exec \"$@\"",
                                group.resolve("cgroup.procs").toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    @Override
    public void close() throws IOException {
        Files.delete(group);
    }
}
