package dev.blobdrop.core.identity.link;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The processes that one credential has started, so that a hung one can be stopped with its
/// children. The library gives no handle to them, so they are the new children of this process.
///
/// While one of these objects is open, nobody else opens one for the same program, so new children
/// belong to this credential. Older ones are never touched. When this process is told to end, they
/// end with it.
final class StartedProcesses implements AutoCloseable {
    private static final Map<String, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Predicate<ProcessHandle.Info> ours;
    private final ReentrantLock lock;
    private final Set<ProcessHandle> before;
    private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();
    private final Thread atShutdown =
            Thread.ofPlatform().name("end-sign-in-programs").unstarted(this::end);

    /// Waits until nobody else watches the same program.
    ///
    /// @throws InterruptedException when interrupted while waiting
    /// @throws IllegalStateException when this process is ending and must not start anything
    StartedProcesses(LinkDeadline deadline) throws InterruptedException {
        this.ours = deadline.isOurs();
        this.lock = LOCKS.computeIfAbsent(deadline.program().orElse(""), name -> new ReentrantLock());
        lock.lockInterruptibly();
        this.before = ProcessHandle.current().children().collect(Collectors.toSet());
        try {
            Runtime.getRuntime().addShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            lock.unlock();
            throw e;
        }
    }

    /// Records what the credential has started so far. Frequent calls also find processes whose
    /// parent ends before they do.
    void scan() {
        ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child) && ours.test(child.info()))
                .forEach(started::add);
        Set.copyOf(started).stream().flatMap(ProcessHandle::descendants).forEach(started::add);
    }

    /// Kills them at once, oldest first, so that none starts another.
    void end() {
        scan();
        started.stream()
                .sorted((one, other) -> startOf(one).compareTo(startOf(other)))
                .forEach(ProcessHandle::destroyForcibly);
        scan();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static Long startOf(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // This process is ending, and the hook runs or has run.
        } finally {
            lock.unlock();
        }
    }
}
