import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Processes as Linux shows them below `/proc`.
final class Processes {
    private Processes() {}

    /// What all processes below this one have resident now, in KiB.
    static long residentBelow(long parent) {
        long sum = 0;
        for (String child :
                read("/proc/" + parent + "/task/" + parent + "/children").split(" ")) {
            if (!child.isBlank()) {
                sum += resident(child) + residentBelow(Long.parseLong(child.strip()));
            }
        }
        return sum;
    }

    private static long resident(String process) {
        return read("/proc/" + process + "/status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }
}
