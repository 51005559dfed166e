package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.core.transfer.flow.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/// Finds out which names are taken before any content is sent: few names by a request each, many by
/// a listing, so that a second run over 100,000 unchanged files makes a few thousand small requests
/// and sends nothing.
///
/// A listing continues only while it pays off. The container may hold millions of other blobs below
/// the same prefix, so a listing reads at most [#FOR_EACH] names for each file that was looked up,
/// and beyond its first pages at most [#FOR_A_HIT] for each that turned out to exist. The listing
/// may be out of date, but the write itself is conditional.
///
/// Safe for use by many threads. While one reads a page the others wait, because their result may
/// be in it.
public final class NameLookup {
    /// The number of names outside all listings that starts a new one; those before are looked up
    /// one by one.
    static final int FEW = 10;

    /// Names that may be listed for each name looked up.
    private static final int FOR_EACH = 20;

    /// Names that a listing may read before it has shown any that was looked up.
    private static final int FIRST = 10_000;

    /// Names that a listing may read for each name found in it.
    private static final int FOR_A_HIT = 200;

    private static final int SMALL_PAGE = 200;
    private static final int LARGE_PAGE = 5_000;

    /// Folders that are listed separately before their common parent is.
    private static final int FEW_FOLDERS = 3;

    private static final int MOST_LISTINGS = 100;
    private static final int MOST_FAILURES = 3;
    private static final String FOREIGN_KEY = "BlobUsesCustomerSpecifiedEncryption";

    private final BlobStore store;
    private final Sender sender;
    private final String container;
    private final boolean isNeeded;
    private final ReentrantLock lock = new ReentrantLock();
    private final NameIndex index = NameIndex.forThisMachine();
    private final List<Listing> listings = new ArrayList<>();
    private final Requested requested = new Requested();
    private Requested uncovered = new Requested();
    private long listed;
    private int failures;

    /// Volatile, because it is set without the lock: a thread with a permit sets it, and the holder
    /// of the lock may be waiting for a permit.
    private volatile Optional<NameState> hidden = Optional.empty();

    /// A listing that has begun.
    private static final class Listing {
        private final String prefix;
        private final boolean oneLevel;
        private Optional<String> mark = Optional.empty();
        private long listed;
        private long hits;
        private boolean complete;

        private Listing(String prefix, boolean oneLevel) {
            this.prefix = prefix;
            this.oneLevel = oneLevel;
        }

        private boolean covers(String name) {
            return name.startsWith(prefix) && (!oneLevel || name.indexOf('/', prefix.length()) < 0);
        }

        private long budget() {
            return FIRST + FOR_A_HIT * hits - listed;
        }

        private long nextPage() {
            return Math.clamp(listed / 2, SMALL_PAGE, LARGE_PAGE);
        }
    }

    /// Names that were looked up, reduced to their number and common folder.
    private static final class Requested {
        private int count;
        private String prefix = "";
        private boolean sameFolder = true;

        private void add(String name) {
            String folder = name.substring(0, name.lastIndexOf('/') + 1);
            if (count++ == 0) {
                prefix = folder;
            } else if (!folder.equals(prefix)) {
                sameFolder = false;
                prefix = common(prefix, folder);
            }
        }

        /// The deepest folder that contains both.
        private static String common(String one, String other) {
            int length = Math.min(one.length(), other.length());
            int end = 0;
            for (int i = 0; i < length && one.charAt(i) == other.charAt(i); i++) {
                end = one.charAt(i) == '/' ? i + 1 : end;
            }
            return one.substring(0, end);
        }
    }

    /// @param isNeeded whether a file cannot be handled without looking its name up
    public NameLookup(BlobStore store, Sender sender, String container, boolean isNeeded) {
        this.store = store;
        this.sender = sender;
        this.container = container;
        this.isNeeded = isNeeded;
    }

    /// Looks a name up.
    ///
    /// @throws ProblemException as `Retry.call`; when the lookup is refused, only if it is needed
    NameState lookUp(BlobPath path, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        Optional<NameState> known = fromListing(path.name(), onRetry);
        return known.isPresent() ? known.get() : byName(path, onRetry);
    }

    /// Looks a name up by a request of its own.
    NameState byName(BlobPath path, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        return sender.ask(
                () -> {
                    try {
                        return NameState.of(store.find(path));
                    } catch (ProblemException e) {
                        return isNeeded ? refused(e) : hidden(e);
                    }
                },
                onRetry);
    }

    private NameState hidden(ProblemException e) {
        if (!ReadPermission.isDenied(e.problem())) {
            return refused(e);
        }
        NameState why = new NameState.Hidden(e.problem());
        hidden = Optional.of(why);
        return why;
    }

    /// A blob encrypted with a customer-provided key cannot be read without it, but it exists.
    private static NameState refused(ProblemException e) {
        if (e.problem().code().equals(FOREIGN_KEY)) {
            return new NameState.Taken(Optional.empty(), Optional.empty());
        }
        throw e;
    }

    private Optional<NameState> fromListing(String name, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requested.add(name);
            Optional<NameState> known = known(name);
            while (known.isEmpty() && listMore(name, onRetry)) {
                known = known(name);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Optional<NameState> known(String name) {
        if (hidden.isPresent()) {
            return hidden;
        }
        Optional<NameIndex.Listed> found = index.find(name);
        boolean isFree = false;
        for (Listing listing : listings) {
            if (listing.covers(name)) {
                listing.hits += found.isPresent() ? 1 : 0;
                isFree |= listing.complete;
            }
        }
        return found.isPresent()
                ? Optional.of(new NameState.Taken(Optional.empty(), found))
                : isFree ? Optional.of(new NameState.Free()) : Optional.empty();
    }

    /// @return whether another page was read that may contain this name
    private boolean listMore(String name, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        if (failures == MOST_FAILURES || index.isFull()) {
            return false;
        }
        Optional<Listing> listing =
                listings.stream().filter(l -> paysFor(l, name)).findFirst();
        if (listing.isEmpty()) {
            listing = begin(name);
        }
        if (listing.isEmpty()) {
            return false;
        }
        long allowed = Math.min(
                (long) FOR_EACH * requested.count - listed, listing.get().budget());
        return allowed >= listing.get().nextPage() && list(listing.get(), (int) Math.min(allowed, LARGE_PAGE), onRetry);
    }

    private static boolean paysFor(Listing listing, String name) {
        return !listing.complete && listing.covers(name) && listing.budget() >= listing.nextPage();
    }

    /// Starts a listing once enough names were looked up that no other one covers.
    private Optional<Listing> begin(String name) {
        uncovered.add(name);
        if (uncovered.count < FEW || listings.size() == MOST_LISTINGS) {
            return Optional.empty();
        }
        boolean oneLevel = uncovered.sameFolder && listings.size() < FEW_FOLDERS;
        Listing next = oneLevel ? new Listing(uncovered.prefix, true) : new Listing(requested.prefix, false);
        if (has(next)) {
            next = new Listing(uncovered.prefix, uncovered.sameFolder);
        }
        uncovered = new Requested();
        if (has(next)) {
            return Optional.empty();
        }
        listings.add(next);
        return Optional.of(next);
    }

    private boolean has(Listing other) {
        return listings.stream().anyMatch(l -> l.prefix.equals(other.prefix) && l.oneLevel == other.oneLevel);
    }

    private boolean list(Listing listing, int most, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        Optional<Page<FoundBlob>> read = sender.ask(() -> page(listing, most), onRetry);
        if (read.isEmpty()) {
            failures++;
            return false;
        }
        Page<FoundBlob> page = read.get();
        page.items().forEach(index::put);
        listing.mark = page.next();
        listing.complete = page.next().isEmpty() && !index.isFull();
        long cost = page.next().isPresent() ? most : page.items().size();
        listing.listed += cost;
        listed += cost;
        return true;
    }

    /// A failed listing does no harm, because each name can be looked up by itself. The permission
    /// to list the folder is independent of the one to read its blobs.
    private Optional<Page<FoundBlob>> page(Listing listing, int most) {
        try {
            return Optional.of(store.names(container, listing.prefix, listing.oneLevel, listing.mark, most));
        } catch (ProblemException e) {
            boolean passes = e.problem().kind() == Problem.Kind.TRANSIENT;
            if (passes || ReadPermission.isDenied(e.problem())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
