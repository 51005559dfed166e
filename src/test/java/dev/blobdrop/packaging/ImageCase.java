package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.commands.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The container image, run by the real podman.
abstract class ImageCase {
    @RegisterExtension
    static final WithPodman PODMAN = new WithPodman();

    static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    static Podman podman() {
        return PODMAN.get();
    }

    static void assertClean(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContainIgnoringCase("warn").doesNotContain("Error");
    }

    static Path skip(String why) {
        Assumptions.abort(why);
        return Path.of("");
    }
}
