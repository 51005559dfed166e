package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The start-up caches: when they are used, and that a useless one stops nothing.
class StartCacheIT extends LauncherCase {
    /// The command line runs with the cache of the build, thousands of whose classes are in it.
    @Test
    void classesComeFromTheStartCache() throws IOException {
        assertThat(classesFromTheCache(Blobdrop.PROGRAM)).isGreaterThan(5_000);
    }

    @Test
    void startCacheMovesWithTheFolder() throws IOException {
        Path copy = directory.resolve("moved");
        copy(HOME, copy);

        assertThat(classesFromTheCache(copy.resolve("bin/blobdrop"))).isGreaterThan(5_000);
    }

    /// Classes from Java's own archive still load from it; none of ours do.
    @Test
    void cacheOlderThanAJarIsNotUsed() throws IOException {
        Path copy = directory.resolve("stale");
        copy(HOME, copy);
        Path jar = jar(copy, "logback-core-");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(classesFromTheCache(copy.resolve("bin/blobdrop"))).isLessThan(2_000);
        assertStarts(version(copy.resolve("bin/blobdrop"), tools()));
    }

    @Test
    void unusableCacheIsIgnoredSilently() throws IOException {
        Path copy = directory.resolve("broken");
        copy(HOME, copy);
        Path program = copy.resolve("bin/blobdrop");
        Path cache = copy.resolve("lib/blobdrop.aot");
        try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        assertStarts(version(program, tools()));

        Files.writeString(cache, "no cache at all");
        assertStarts(version(program, tools()));

        Files.delete(cache);
        assertStarts(version(program, tools()));
    }

    @Test
    void cacheOfOtherFlagsIsIgnoredSilently() {
        var otherFlags = new TreeMap<>(tools());
        otherFlags.put("BLOBDROP_JAVA_OPTS", "-XX:-UseCompressedOops --add-modules=jdk.jfr");

        assertStarts(version(Blobdrop.PROGRAM, Map.copyOf(otherFlags)));
    }

    @Test
    void windowCacheIsIgnoredWhenOneOfItsJarsIsNewer() throws IOException {
        Path copy = directory.resolve("newer");
        copy(HOME, copy);
        assertThat(flags(copy, "gnu", "gui")).anyMatch(flag -> flag.startsWith("-XX:AOTCache"));
        try (Stream<Path> jars = Files.list(copy.resolve("lib/desktop"))) {
            Path jar = jars.filter(file -> file.toString().endsWith(".jar"))
                    .findAny()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        }

        assertThat(flags(copy, "gnu", "gui")).noneMatch(flag -> flag.startsWith("-XX:AOTCache"));
    }

    /// How many classes one short run takes from a cache instead of a jar.
    private long classesFromTheCache(Path program) throws IOException {
        Path log = directory.resolve("classes.log");
        var environment = new TreeMap<>(tools());
        environment.put("BLOBDROP_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        assertStarts(version(program, Map.copyOf(environment)));
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.endsWith("source: shared objects file"))
                    .count();
        }
    }

    private static Path jar(Path home, String name) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
