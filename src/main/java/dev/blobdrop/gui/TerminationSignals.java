package dev.blobdrop.gui;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/// Closes the window in order when the system sends a signal. By default Java would end the
/// toolkit's painting thread first, and its other thread would print errors.
///
/// Uses `sun.misc.Signal`, which every JDK has (module `jdk.unsupported`); Java has no other way.
/// It is called by reflection because the compiler's warning cannot be suppressed.
final class TerminationSignals {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    /// The process is halted if the window has not closed after this time.
    private static final long PATIENCE_MILLIS = 5_000;

    private TerminationSignals() {}

    /// @param close starts to close the window and returns; its argument is the exit code
    static void handle(IntConsumer close) {
        for (String name : NAMES) {
            try {
                handle(name, close);
            } catch (ReflectiveOperationException e) {
                LoggerFactory.getLogger(TerminationSignals.class).debug("No handler for {}", name, e);
            }
        }
    }

    private static void handle(String name, IntConsumer close) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        try {
            Object signal = type.getConstructor(String.class).newInstance(name);
            int exitCode = 128 + (int) type.getMethod("getNumber").invoke(signal);
            Object own = Proxy.newProxyInstance(
                    TerminationSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            end(exitCode, close);
                        }
                        return null;
                    });
            type.getMethod("handle", type, handler).invoke(null, signal, own);
        } catch (InvocationTargetException e) {
            // This system has no such signal, or Java was started with -Xrs.
            LoggerFactory.getLogger(TerminationSignals.class).debug("No handler for {}", name, e);
        }
    }

    private static void end(int exitCode, IntConsumer close) {
        Thread.ofPlatform().daemon().name("end-at-last").start(() -> {
            try {
                Thread.sleep(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(exitCode);
        });
        close.accept(exitCode);
    }
}
