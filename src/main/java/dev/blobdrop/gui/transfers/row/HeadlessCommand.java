package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Shell;
import java.nio.file.Path;

/// The command line that does the same as a drop, quoted for this machine's shell. Relative paths
/// become absolute, so it can be pasted into a shell in any folder.
public final class HeadlessCommand {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    private HeadlessCommand() {}

    /// The command for a drop.
    ///
    /// @param bandwidth bytes per second; 0 is no limit
    public static String of(Drop drop, long bandwidth) {
        return of(drop, bandwidth, Shell.ofThisMachine());
    }

    static String of(Drop drop, long bandwidth, Shell shell) {
        return shell.line(call(drop, bandwidth).words());
    }

    private static OwnCall call(Drop drop, long bandwidth) {
        OwnCall call = OwnCall.of("upload");
        drop.place()
                .ifPresent(place -> call.option("--account-url", place.account().toString())
                        .option("--container", place.container()));
        if (!drop.prefix().isEmpty()) {
            call.option("--to", drop.prefix());
        }
        call.option("--if-exists", drop.policy().id());
        if (bandwidth > 0) {
            call.option("--bandwidth", rate(bandwidth));
        }
        return call.on(drop.sources().stream()
                .map(Path::toAbsolutePath)
                .map(Path::toString)
                .toList());
    }

    /// In the largest unit that needs no fraction.
    private static String rate(long bytes) {
        if (bytes % MIB == 0) {
            return bytes / MIB + "MiB";
        }
        if (bytes % KIB == 0) {
            return bytes / KIB + "KiB";
        }
        return bytes % 1000 == 0 ? bytes / 1000 + "K" : String.valueOf(bytes);
    }
}
