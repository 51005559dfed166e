package dev.blobdrop.core.transfer.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How many bytes of file content may be held at once, and which limit decided that: at most 64
/// MiB, which fill a line of 10 Gb/s, and no more than a quarter of the container's memory limit, a
/// quarter of the heap, or half of the direct memory, in which each block is encrypted.
///
/// @param why the limit that decided, for a person
public record MemoryBudget(long bytes, String why) {
    private static final long MIB = BlockPlan.MIB;
    private static final long MOST = 64 * MIB;

    /// A higher limit means none: the kernel writes a number near 2^63 then.
    private static final long NO_LIMIT = 1L << 60;

    private static final Pattern DIRECT = Pattern.compile("-XX:MaxDirectMemorySize=(\\d+)([kmgKMG]?)");

    /// The budget of this process.
    public static MemoryBudget standard() {
        long heap = Runtime.getRuntime().maxMemory();
        return of(container(Path.of("/")), heap, direct(options()).orElse(heap));
    }

    static MemoryBudget of(OptionalLong container, long heap, long direct) {
        return Stream.of(
                        new MemoryBudget(heap / 4, "the heap of " + mib(heap)),
                        new MemoryBudget(direct / 2, "the direct memory of " + mib(direct)),
                        new MemoryBudget(
                                container.orElse(NO_LIMIT) / 4,
                                "the container's limit of " + mib(container.orElse(NO_LIMIT))))
                .reduce(new MemoryBudget(MOST, "the most that is of use"), (a, b) -> b.bytes < a.bytes ? b : a);
    }

    private static String mib(long bytes) {
        return bytes / MIB + " MiB";
    }

    /// The memory limit of this process's control groups: the smallest from its own group up to the
    /// root.
    ///
    /// @param root the file system; see cgroups(7) and "Control Group v2" in the kernel's manual
    static OptionalLong container(Path root) {
        Path groups = root.resolve("sys/fs/cgroup");
        return lines(root.resolve("proc/self/cgroup")).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3)
                .flatMap(parts -> switch (parts[1]) {
                    case "" -> upwards(groups, parts[2], "memory.max");
                    case "memory" -> upwards(groups.resolve("memory"), parts[2], "memory.limit_in_bytes");
                    default -> Stream.<Path>of();
                })
                .flatMap(file -> lines(file).stream())
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .filter(limit -> limit > 0 && limit < NO_LIMIT)
                .min();
    }

    /// Inside a container the path may be the host's; the container's own group is then the top
    /// one.
    private static Stream<Path> upwards(Path top, String group, String file) {
        Path named = top.resolve(group.replaceFirst("^/+", "")).normalize();
        Path folder = named.startsWith(top) ? named : top;
        return Stream.iterate(folder, at -> at != null && at.startsWith(top), Path::getParent)
                .map(at -> at.resolve(file));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// The options that this JVM was started with.
    private static String options() {
        return String.join(
                " ",
                System.getenv().getOrDefault("JAVA_TOOL_OPTIONS", ""),
                System.getenv().getOrDefault("JDK_JAVA_OPTIONS", ""),
                String.join(" ", ProcessHandle.current().info().arguments().orElse(new String[0])));
    }

    static OptionalLong direct(String options) {
        Matcher matcher = DIRECT.matcher(options);
        OptionalLong last = OptionalLong.empty();
        while (matcher.find()) {
            int power = " KMG".indexOf((matcher.group(2) + " ").toUpperCase().charAt(0));
            last = OptionalLong.of(Long.parseLong(matcher.group(1)) << (10 * power));
        }
        return last;
    }
}
