package dev.blobdrop.gui;

import dev.blobdrop.gui.base.UiThreads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Repeatedly requests the window's thread and measures what it did during the wait. A busy machine
/// delays every thread, so only the time counts that the window's thread worked, or was blocked in
/// our code: by a lock, a disk or a socket.
final class Heartbeat {
    private static final long PAUSE_MILLIS = 5;
    private static final String OURS = "dev.blobdrop.";
    private static final List<String> OUTSIDE =
            List.of("java.io.", "sun.nio.", "java.net.", "sun.net.", "java.lang.Process");

    private final ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    private final UiThreads threads = UiThreads.ofWindow();
    private final List<Beat> beats = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "heartbeat");
    private volatile boolean stopped;

    /// One request, in nanoseconds.
    ///
    /// @param waited until it was granted
    /// @param worked by the window's thread during the wait
    /// @param stood blocked in our code during the wait
    /// @param seen the stack of the thread
    private record Beat(long waited, long worked, long stood, List<String> seen) {
        long held() {
            return worked + stood;
        }
    }

    private Heartbeat() {}

    static Heartbeat start() {
        Heartbeat heart = new Heartbeat();
        heart.thread.start();
        return heart;
    }

    private void run() {
        try {
            long window = window();
            while (!stopped) {
                beats.add(beat(window));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long window() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        long[] id = new long[1];
        threads.inWindow(() -> {
            id[0] = Thread.currentThread().threadId();
            answered.countDown();
        });
        answered.await();
        return id[0];
    }

    private Beat beat(long window) throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        long[] end = new long[2];
        long asked = System.nanoTime();
        long cpu = beans.getThreadCpuTime(window);
        threads.inWindow(() -> {
            end[0] = System.nanoTime();
            end[1] = beans.getCurrentThreadCpuTime();
            answered.countDown();
        });
        long stood = 0;
        long lookedAt = asked;
        List<ThreadInfo> looks = new ArrayList<>();
        while (!answered.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            ThreadInfo look = beans.getThreadInfo(window, Integer.MAX_VALUE);
            long now = System.nanoTime();
            if (!looks.isEmpty() && isSameStand(looks.getLast(), look)) {
                stood += now - lookedAt;
            }
            looks.add(look);
            lookedAt = now;
        }
        return new Beat(
                end[0] - asked,
                end[1] - cpu,
                stood,
                looks.stream().map(Heartbeat::text).toList());
    }

    /// Whether the thread was blocked in our code since the last sample. Two samples of the same
    /// wait prove that for a lock; for native code it is assumed.
    private static boolean isSameStand(ThreadInfo before, ThreadInfo now) {
        boolean locked = isWaiting(before)
                && isWaiting(now)
                && before.getBlockedCount() == now.getBlockedCount()
                && before.getWaitedCount() == now.getWaitedCount();
        return isOurs(before) && isOurs(now) && (locked || isOutside(before) && isOutside(now));
    }

    private static boolean isWaiting(ThreadInfo look) {
        return switch (look.getThreadState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    private static boolean isOurs(ThreadInfo look) {
        return Arrays.stream(look.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.startsWith(OURS) && !name.startsWith(Heartbeat.class.getName()));
    }

    private static boolean isOutside(ThreadInfo look) {
        StackTraceElement[] stack = look.getStackTrace();
        return stack.length > 0
                && stack[0].isNativeMethod()
                && OUTSIDE.stream().anyMatch(stack[0].getClassName()::startsWith);
    }

    private static String text(ThreadInfo look) {
        return look.getThreadState()
                + " "
                + Arrays.stream(look.getStackTrace())
                        .limit(12)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n      "));
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    int beats() {
        return beats.size();
    }

    /// The longest time that the window's thread was working or blocked.
    long mostHeldMillis() {
        return mostHeldNanos() / 1_000_000;
    }

    long mostHeldNanos() {
        return beats.stream().mapToLong(Beat::held).max().orElse(0);
    }

    @Override
    public String toString() {
        List<Long> waits = new ArrayList<>(beats.stream().map(Beat::waited).toList());
        Collections.sort(waits);
        Beat worst = Collections.max(beats, (a, b) -> Long.compare(a.held(), b.held()));
        return String.format(
                Locale.ROOT,
                "asked %,d times, the window's thread answered after %.1f ms (median), %.1f ms (99"
                        + " of 100), %.1f ms (longest), %d times after more than 100 ms; it has held up"
                        + " nobody longer than %.1f ms (%.1f of work, %.1f of standing still)%s",
                waits.size(),
                waits.get(waits.size() / 2) / 1e6,
                waits.get(waits.size() * 99 / 100) / 1e6,
                waits.getLast() / 1e6,
                waits.stream().filter(wait -> wait > 100_000_000).count(),
                worst.held() / 1e6,
                worst.worked() / 1e6,
                worst.stood() / 1e6,
                worst.seen().stream().map(s -> "\n    " + s).collect(Collectors.joining()));
    }
}
