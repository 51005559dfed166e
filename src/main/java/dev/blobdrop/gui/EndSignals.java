package dev.blobdrop.gui;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/// Lets the window close in its own order when the system ends it. Left to Java, the toolkit's
/// painter would end first, and the toolkit print what its other thread then fails to paint.
///
/// Java has no other way than `sun.misc.Signal`, which every JDK brings (module `jdk.unsupported`);
/// it is reached by reflection, because the compiler warns of it and cannot be asked not to.
final class EndSignals {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    /// A window that does not close within that time is ended all the same.
    private static final long PATIENCE_MILLIS = 5_000;

    private EndSignals() {}

    /// @param close begins to close the window and returns; is given the exit code
    static void handle(IntConsumer close) {
        for (String name : NAMES) {
            try {
                handle(name, close);
            } catch (ReflectiveOperationException e) {
                LoggerFactory.getLogger(EndSignals.class).debug("No handler for {}", name, e);
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
                    EndSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            end(exitCode, close);
                        }
                        return null;
                    });
            type.getMethod("handle", type, handler).invoke(null, signal, own);
        } catch (InvocationTargetException e) {
            // This system has no such signal, or Java was told to leave it alone (-Xrs).
            LoggerFactory.getLogger(EndSignals.class).debug("No handler for {}", name, e);
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
