package dev.blobdrop.gui;

import dev.blobdrop.gui.model.Models;
import dev.blobdrop.gui.model.UiThreads;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/// Asks the window's thread again and again for a moment, and measures how long it waits, and how
/// much the pull of all models costs that thread itself.
final class Heartbeat implements Runnable {
    private final Models models;
    private final UiThreads threads = UiThreads.ofWindow();
    private final List<Long> waits = new ArrayList<>();
    private final Thread thread = new Thread(this, "heartbeat");
    private volatile boolean stopped;
    private volatile long mostWork;

    private Heartbeat(Models models) {
        this.models = models;
    }

    static Heartbeat of(Models models) {
        Heartbeat heart = new Heartbeat(models);
        heart.thread.start();
        return heart;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                CountDownLatch beat = new CountDownLatch(1);
                long asked = System.nanoTime();
                threads.inWindow(beat::countDown);
                beat.await();
                waits.add(System.nanoTime() - asked);
                threads.inWindow(this::work);
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        long before = cpu();
        models.refresh();
        mostWork = Math.max(mostWork, cpu() - before);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        Collections.sort(waits);
    }

    int beats() {
        return waits.size();
    }

    long mostWaitMillis() {
        return waits.getLast() / 1_000_000;
    }

    long mostWorkMillis() {
        return mostWork / 1_000_000;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the window's thread was asked %,d times and answered after %.1f ms (median), %.1f"
                        + " ms (99 of 100), %.1f ms (longest); the longest pull took %.1f ms of its"
                        + " time",
                waits.size(),
                waits.get(waits.size() / 2) / 1e6,
                waits.get(waits.size() * 99 / 100) / 1e6,
                waits.getLast() / 1e6,
                mostWork / 1e6);
    }
}
