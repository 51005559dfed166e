import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A control group with a limit of memory, for one command at a time; needs the right to make one
/// (root). What the kernel counts is all that the command holds: its own memory, and of the files
/// it reads what the kernel cannot drop.
record MemoryLimit(Path group, boolean unified) implements AutoCloseable {
    private static final int KILLED = 128 + 9;

    /// None: to describe a run without making it.
    static final MemoryLimit NONE = new MemoryLimit(Path.of(""), true);

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /// @throws IOException when the kernel or the user may not
    static MemoryLimit of(long bytes) throws IOException {
        boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path parent = unified ? ROOT : ROOT.resolve("memory");
        Path group = parent.resolve("blobdrop-bench-" + ProcessHandle.current().pid());
        Files.createDirectory(group);
        Path limit = group.resolve(unified ? "memory.max" : "memory.limit_in_bytes");
        Files.writeString(limit, String.valueOf(bytes));
        return new MemoryLimit(group, unified);
    }

    /// Lets a program hoard memory without end inside the group.
    ///
    /// @throws IOException when the kernel did not kill it: then the limit is none
    void prove() throws IOException, InterruptedException {
        Process hoarder = new ProcessBuilder(wrap(List.of("tail", "/dev/zero")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = hoarder.waitFor(2, TimeUnit.MINUTES);
        hoarder.destroyForcibly();
        if (!ended || hoarder.exitValue() != KILLED) {
            throw new IOException("the kernel lets a program have more than its limit");
        }
    }

    /// The command, run inside the group from its first instruction on.
    List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of(
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
