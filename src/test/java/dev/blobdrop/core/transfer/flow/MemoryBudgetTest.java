package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBudgetTest {
    private static final long MIB = 1024 * 1024;

    @TempDir
    Path root;

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "4096,4096,64,the useful maximum",
        "128,4096,32,the heap of 128 MiB",
        "4096,64,32,the direct memory of 64 MiB",
    })
    void smallestLimitDecides(long heap, long direct, long budget, String why) {
        MemoryBudget decided = MemoryBudget.of(OptionalLong.empty(), heap * MIB, direct * MIB);
        assertThat(decided).isEqualTo(new MemoryBudget(budget * MIB, why));
    }

    @Test
    void aQuarterOfTheContainerIsUsed() {
        assertThat(MemoryBudget.of(OptionalLong.of(128 * MIB), 256 * MIB, 96 * MIB))
                .isEqualTo(new MemoryBudget(32 * MIB, "the container's limit of 128 MiB"));
    }

    @Test
    void limitOfControlGroupsVersion2IsTheSmallestOnTheWayUp() throws IOException {
        file("proc/self/cgroup", "0::/kubepods/pod1");
        file("sys/fs/cgroup/kubepods/pod1/memory.max", "max");
        file("sys/fs/cgroup/kubepods/memory.max", "268435456");
        file("sys/fs/cgroup/memory.max", "536870912");
        assertThat(MemoryBudget.container(root)).hasValue(256 * MIB);
    }

    @Test
    void pathOfTheHostInsideAContainerStillFindsItsLimit() throws IOException {
        file("proc/self/cgroup", "0::/../../kubepods/pod1");
        file("sys/fs/cgroup/memory.max", "268435456");
        assertThat(MemoryBudget.container(root)).hasValue(256 * MIB);
    }

    @Test
    void limitOfControlGroupsVersion1IsRead() throws IOException {
        file("proc/self/cgroup", "5:cpu:/a\n4:memory:/docker/abc\n0::/");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "134217728");
        assertThat(MemoryBudget.container(root)).hasValue(128 * MIB);
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        assertThat(MemoryBudget.container(root)).as("no limit").isEmpty();
    }

    @Test
    void machineWithoutControlGroupsHasNoLimit() {
        assertThat(MemoryBudget.container(root)).isEmpty();
    }

    @Test
    void lastOptionForDirectMemoryCounts() {
        assertThat(MemoryBudget.direct("-Xmx1g")).isEmpty();
        assertThat(MemoryBudget.direct("-XX:MaxDirectMemorySize=1g -XX:MaxDirectMemorySize=96m"))
                .hasValue(96 * MIB);
        assertThat(MemoryBudget.direct("-XX:MaxDirectMemorySize=4096")).hasValue(4096);
    }
}
