package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The requests that an account in memory receives, and what a test does to them: it watches them,
/// holds them back, refuses them or loses their answers.
public abstract class ScriptedRequests {
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> listings = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger answersLost = new AtomicInteger();
    private final AtomicInteger creationsRefused = new AtomicInteger();
    private volatile Fault before = request -> {};
    private volatile Fault after = request -> {};
    private volatile Optional<Hold> hold = Optional.empty();
    private volatile Optional<Refusal> refusal = Optional.empty();
    private volatile Optional<Problem> creationRefusal = Optional.empty();
    private volatile Optional<Problem> containersRefusal = Optional.empty();
    private volatile Optional<Problem> blobsRefusal = Optional.empty();
    private volatile Consumer<String> onListing = what -> {};
    private volatile Consumer<String> onSearch = what -> {};
    private volatile boolean renewable;

    /// @param verb `find`, `put`, `stage`, `blocks`, `commit`, `read`, `delete` or `list`
    /// @param number of this request among all, from 1
    /// @param nth of this request among those of its verb, from 1: of two that come at the same
    ///     time, one is the first, whatever [#count] says by then
    public record Request(String verb, BlobPath path, int number, int nth) {}

    /// Throws, or does not.
    @FunctionalInterface
    public interface Fault {
        void strike(Request request);
    }

    private record Hold(String name, CountDownLatch until) {}

    private record Refusal(String name, Problem problem) {}

    /// Waits inside a request: an interrupt ends the wait and stays set.
    public static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Called before a request has any effect.
    public void before(Fault fault) {
        before = fault;
    }

    /// Called when a request has had its effect and is about to be answered.
    public void after(Fault fault) {
        after = fault;
    }

    /// Lets no write through until the latch is counted down.
    public void holdBack(CountDownLatch until) {
        holdBack(".*", until);
    }

    /// Lets no write of a blob with such a name through until the latch is counted down.
    public void holdBack(String name, CountDownLatch until) {
        hold = Optional.of(new Hold(name, until));
    }

    /// How many writes are held back now.
    public int waiting() {
        return waiting.get();
    }

    /// How many writes got as far as their condition.
    public long writes() {
        return writes.get();
    }

    /// Refuses every write and deletion until a container is created.
    public void refuse(Problem problem) {
        refuse(".*", problem);
    }

    /// Refuses every write and deletion of a blob with such a name until a container is created.
    public void refuse(String name, Problem problem) {
        refusal = Optional.of(new Refusal(name, problem));
    }

    public void welcome() {
        refusal = Optional.empty();
    }

    /// Refuses to create a container so many times.
    public void refuseCreation(int times, Problem problem) {
        creationRefusal = Optional.of(problem);
        creationsRefused.set(times);
    }

    public void refuseContainers(Problem problem) {
        containersRefusal = Optional.of(problem);
    }

    /// Refuses to list blobs; empty to stop refusing.
    public void refuseBlobs(Optional<Problem> problem) {
        blobsRefusal = problem;
    }

    /// Makes so many deletions that get no answer.
    public void loseAnswers(int count) {
        answersLost.set(count);
    }

    /// Called before each listing for display, on its thread, with `containers`, or a container, a
    /// slash and a prefix.
    public void onListing(Consumer<String> action) {
        onListing = action;
    }

    /// Called before each search below a prefix, on its thread.
    public void onSearch(Consumer<String> action) {
        onSearch = action;
    }

    /// What was listed for display so far, as [#onListing] is given it.
    public synchronized List<String> listings() {
        return List.copyOf(listings);
    }

    /// Whether a new sign-in is possible.
    public void renewable(boolean possible) {
        renewable = possible;
    }

    public int renewals() {
        return renewals.get();
    }

    public boolean renewSignIn() {
        renewals.addAndGet(renewable ? 1 : 0);
        return renewable;
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public synchronized long count(String verb) {
        return counts.getOrDefault(verb, 0);
    }

    /// Forgets the requests so far.
    public synchronized void forget() {
        requests.clear();
        counts.clear();
    }

    final Request begin(String verb, BlobPath path) {
        Request request = record(verb, path);
        before.strike(request);
        switch (verb) {
            case "put", "stage", "commit" -> {
                hold(path);
                refuse(refusal(path));
                writes.addAndGet(verb.equals("stage") ? 0 : 1);
            }
            case "delete" -> refuse(refusal(path));
            // A missing account or container is missing for reading too.
            case "find" -> refuse(refusal(path).filter(problem -> problem.kind() == Problem.Kind.NOT_FOUND));
            default -> {}
        }
        return request;
    }

    private Optional<Problem> refusal(BlobPath path) {
        return refusal.filter(now -> path.name().matches(now.name())).map(Refusal::problem);
    }

    private synchronized Request record(String verb, BlobPath path) {
        Request request = new Request(verb, path, requests.size() + 1, counts.merge(verb, 1, Integer::sum));
        requests.add(request);
        return request;
    }

    private void hold(BlobPath path) {
        waiting.incrementAndGet();
        hold.filter(set -> path.name().matches(set.name())).ifPresent(set -> await(set.until()));
        waiting.decrementAndGet();
    }

    final void end(Request request) {
        after.strike(request);
        if (request.verb().equals("delete") && takeOne(answersLost)) {
            throw Problem.of(Problem.Kind.TRANSIENT, "connection-lost", "The connection broke", "")
                    .asException();
        }
    }

    final void listsContainers() {
        lists("containers");
        refuse(containersRefusal);
    }

    final void listsBlobs(String place) {
        lists(place);
        refuse(blobsRefusal);
    }

    private void lists(String what) {
        synchronized (this) {
            listings.add(what);
        }
        onListing.accept(what);
    }

    final void searches(String place) {
        onSearch.accept(place);
    }

    final void creates() {
        if (takeOne(creationsRefused)) {
            refuse(creationRefusal);
        }
        welcome();
    }

    private static boolean takeOne(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    private static void refuse(Optional<Problem> problem) {
        problem.ifPresent(known -> {
            throw known.asException();
        });
    }
}
