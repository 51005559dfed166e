package dev.blobdrop.gui;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.gui.session.AzureConnector;
import dev.blobdrop.gui.session.Connector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.testfx.util.WaitForAsyncUtils;

/// The models of a window with its own settings folder below `target`.
public final class TestWindow {
    private static final Path SETTINGS = Path.of("target", "window-settings").toAbsolutePath();

    private static final long HAND_MILLIS = 60_000;

    private TestWindow() {}

    public static Models models(Map<String, String> variables) {
        return BlobdropApp.models(
                new AzureConnector(environment(variables)), environment(variables), Settings.STANDARD);
    }

    public static Models models(Connector connector, Map<String, String> variables) {
        return models(connector, variables, Settings.STANDARD);
    }

    public static Models models(Connector connector, Map<String, String> variables, Settings settings) {
        return BlobdropApp.models(connector, environment(variables), settings);
    }

    private static Environment environment(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent(
                "XDG_CONFIG_HOME",
                SETTINGS.resolve(UUID.randomUUID().toString()).toString());
        return new Environment(all);
    }

    /// @throws AssertionError with the stacks of all threads, if the window's thread is blocked
    public static <T> T onWindow(Callable<T> task) throws Exception {
        try {
            return WaitForAsyncUtils.waitForAsyncFx(HAND_MILLIS, task);
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            String threads = Arrays.stream(
                            ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, Integer.MAX_VALUE))
                    .map(ThreadInfo::toString)
                    .collect(Collectors.joining());
            throw new AssertionError("The window's thread does not answer\n" + threads, e);
        }
    }
}
