package dev.blobdrop.cli.process;

import dev.blobdrop.cli.output.ExitCode;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.OptionalInt;

/// Tells which signal ends this process. The JVM runs the same shutdown hooks for every signal. Its
/// own class `sun.misc.Signal` is not public API, so we use it by reflection, and where it is
/// missing the exit code stays unknown.
final class Signals {
    private static volatile int received;

    static {
        ExitCode.SIGNALS.forEach(Signals::record);
    }

    private Signals() {}

    /// Starts recording signals. Their effect stays the same.
    static void watch() {
        // The static initializer does it, once.
    }

    /// The exit code of this process once a signal ends it.
    static OptionalInt exitCode() {
        return received == 0 ? OptionalInt.empty() : OptionalInt.of(received);
    }

    private static void record(String name, int exitCode) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = handler.getMethod("handle", signal);
            Object[] before = new Object[1];
            Object recording = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        received = exitCode;
                        return handle.invoke(before[0], arguments);
                    });
            before[0] = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), recording);
        } catch (ReflectiveOperationException e) {
            // Refused, as under -Xrs, or missing: only the exit code stays unknown.
        }
    }
}
