package dev.blobdrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the program does when it cannot open its window, as processes of their own.
@Timeout(60)
class MainTest {
    private static final Predicate<String> DESKTOP = jar -> jar.contains("openjfx") || jar.contains("atlantafx");

    private record Ended(int exit, String text) {}

    @Test
    void withoutJavaFxTheWindowIsNotPartOfThePackage() throws Exception {
        for (List<String> arguments : List.of(List.<String>of(), List.of("gui"))) {
            Ended ended = run(DESKTOP.negate(), arguments);
            assertThat(ended.exit()).isEqualTo(2);
            assertThat(ended.text())
                    .isEqualToIgnoringNewLines("Error: The window is not part of this package. See: blobdrop --help");
        }
    }

    @Test
    void commandLineNeedsNoJavaFxAndListsTheWindow() throws Exception {
        Ended ended = run(DESKTOP.negate(), List.of("--help"));
        assertThat(ended.exit()).isZero();
        assertThat(ended.text()).containsPattern("(?m)^ +gui +Opens the window");
    }

    @Test
    void withoutADisplayOneSentenceSaysSo() throws Exception {
        Ended ended = run(jar -> true, List.of());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.text().lines()).singleElement().asString().contains("needs a display");
    }

    private static Ended run(Predicate<String> jars, List<String> arguments) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jars)
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                Stream.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath),
                                Stream.concat(Stream.of("dev.blobdrop.Main"), arguments.stream()))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }
}
