package dev.blobdrop.costs;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Inside the program that is counted, as a Java agent: notes at the program's end what it has
/// cost, as "name value" lines.
public final class CostAgent {
    private static final long LOOK_EVERY_MS = 2;

    private static volatile long mostDirect;

    private CostAgent() {}

    /// Called by Java before the program's own `main`.
    ///
    /// @param file where the lines go
    public static void premain(String file) {
        List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .toList();
        Thread.ofPlatform().daemon().name("direct memory").start(() -> watch(pools));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> note(Path.of(file), pools)));
    }

    private static void watch(List<BufferPoolMXBean> pools) {
        try {
            while (true) {
                look(pools);
                Thread.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(List<BufferPoolMXBean> pools) {
        for (int i = 0; i < pools.size(); i++) {
            mostDirect = Math.max(mostDirect, pools.get(i).getMemoryUsed());
        }
    }

    private static void note(Path file, List<BufferPoolMXBean> pools) {
        try {
            List<String> lines = new ArrayList<>();
            look(pools);
            lines.add("heap_bytes "
                    + ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes());
            lines.add("direct_bytes " + mostDirect);
            for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
                lines.add(line.replace(":", ""));
            }
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    lines.add("resident_bytes " + 1024 * Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
            Files.write(file, lines);
        } catch (IOException e) {
            System.err.println("Nothing counted: " + e);
        }
    }
}
