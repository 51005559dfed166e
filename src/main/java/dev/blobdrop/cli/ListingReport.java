package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Amounts;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.problem.Shell;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Prints containers and blobs page by page as they arrive.
final class ListingReport {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Session session;
    private final BlobStore store;
    private final Output output;
    private long count;
    private long bytes;

    ListingReport(Session session, BlobStore store, Output output) {
        this.session = session;
        this.store = store;
        this.output = output;
    }

    void containers(String prefix) throws InterruptedException {
        pages(mark -> store.containers(prefix, mark), Long.MAX_VALUE, List.of());
    }

    /// @param limit the most lines to print; a note says if there are more
    void blobs(String container, String prefix, boolean recursive, long limit) throws InterruptedException {
        pages(mark -> store.blobs(container, prefix, recursive, mark), limit, List.of("blobdrop", "ls", container));
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /// @param all the command line that lists everything
    private void pages(Function<Optional<String>, Page<Entry>> request, long limit, List<String> all)
            throws InterruptedException {
        Optional<String> mark = Optional.empty();
        do {
            Optional<String> from = mark;
            Page<Entry> page = session.request(() -> request.apply(from));
            for (Entry entry : page.items()) {
                if (count == limit) {
                    output.note("... and more: " + Shell.ofThisMachine().line(all));
                    return;
                }
                print(entry);
            }
            mark = page.next();
            // A reader such as `head` closes the pipe when it has enough. AzureCommand reports a
            // real loss.
        } while (mark.isPresent() && !output.isLost());
    }

    private void print(Entry entry) {
        count++;
        switch (entry) {
            case Entry.Container container -> {
                output.data(line("", container.modified(), container.name()));
                output.event(
                        Json.event("container").with("name", container.name()).with("modified", container.modified()));
            }
            case Entry.Prefix prefix -> {
                output.data(line("", Optional.empty(), prefix.name()));
                output.event(Json.event("prefix").with("name", prefix.name()));
            }
            case Entry.Blob blob -> {
                bytes += blob.size();
                output.data(line(Amounts.size(blob.size()), blob.modified(), blob.name()));
                output.event(Json.event("blob")
                        .with("name", blob.name())
                        .with("bytes", blob.size())
                        .with("modified", blob.modified())
                        .with("contentType", blob.contentType()));
            }
        }
    }

    private static String line(String size, Optional<Instant> modified, String name) {
        return "%10s  %-20s  %s".formatted(size, modified.map(TIME::format).orElse(""), name);
    }
}
