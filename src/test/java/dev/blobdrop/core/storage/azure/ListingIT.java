package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Listings, also those of more than one page.
class ListingIT {
    private static final int MORE_THAN_A_PAGE = 1_030;

    private final Sandbox azure = SharedSandbox.get();
    private BlobStore store;

    @BeforeEach
    void open() {
        azure.reset();
        store = PodAccount.open(azure);
    }

    @Test
    void blobsComeInPagesWithoutLossOrRepetition() {
        List<String> names = numbered("many/d%04d/x");
        create(names, name -> azure.blobs().put(azure.container(), name, new byte[0]));
        azure.blobs().put(azure.container(), "manifold", new byte[3]);

        Listed all = list(from -> store.blobs(azure.container(), "", true, from));
        Listed below = list(from -> store.blobs(azure.container(), "many/", true, from));
        Listed level = list(from -> store.blobs(azure.container(), "many/", false, from));

        assertThat(all.names())
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of("manifold"), names.stream()).toList());
        assertThat(all.pages()).isEqualTo(2);
        assertThat(below.names()).containsExactlyElementsOf(names);
        assertThat(level.entries()).hasSize(MORE_THAN_A_PAGE).allMatch(Entry.Prefix.class::isInstance);
        assertThat(level.names()).containsExactlyElementsOf(numbered("many/d%04d/"));
        assertThat(level.pages()).isEqualTo(2);
    }

    @Test
    void containersComeInPages() {
        azure.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        List<String> names = numbered("c-%04d");
        create(names, azure.blobs()::createContainer);

        Listed all = list(from -> store.containers("", from));

        assertThat(all.pages()).isEqualTo(2);
        assertThat(all.names())
                .containsExactlyElementsOf(Stream.concat(names.stream(), Stream.of(azure.container()))
                        .toList());
        assertThat(list(from -> store.containers("c-000", from)).names())
                .containsExactlyElementsOf(names.subList(0, 10));
        assertThat(list(from -> store.containers("none", from)).names()).isEmpty();
    }

    @Test
    void oneLevelShowsFoldersAndBlobsApart() {
        for (String name : List.of("a.txt", "dir/one", "dir/sub/two", "dir/sub/three", "dir+/x")) {
            azure.blobs().put(azure.container(), name, new byte[5]);
        }

        assertThat(list(from -> store.blobs(azure.container(), "", false, from)).names())
                .containsExactlyInAnyOrder("a.txt", "dir/", "dir+/");
        assertThat(list(from -> store.blobs(azure.container(), "dir/", false, from))
                        .names())
                .containsExactlyInAnyOrder("dir/one", "dir/sub/");
        assertThat(list(from -> store.blobs(azure.container(), "dir/s", true, from))
                        .names())
                .containsExactly("dir/sub/three", "dir/sub/two");
        assertThat(list(from -> store.blobs(azure.container(), "nothing", true, from))
                        .names())
                .isEmpty();
    }

    @Test
    void entryCarriesWhatTheServiceKnows() {
        azure.blobs().put(azure.container(), "known.bin", new byte[1234]);

        Page<Entry> page = store.blobs(azure.container(), "", true, Optional.empty());

        assertThat(page.next()).isEmpty();
        assertThat(page.items()).singleElement().isInstanceOfSatisfying(Entry.Blob.class, blob -> {
            assertThat(blob.size()).isEqualTo(1234);
            assertThat(blob.contentType()).hasValue("application/octet-stream");
            assertThat(blob.modified().orElseThrow())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(2));
        });
    }

    @Test
    void prefixIsTakenLiterally() {
        for (String name : List.of("50% off/a b", "50/x", "a#b?c/d", "ü/é", "p+q/r")) {
            azure.blobs().put(azure.container(), name, new byte[1]);
        }

        for (String prefix : List.of("50% off/", "a#b?c/", "ü/", "p+q/")) {
            assertThat(list(from -> store.blobs(azure.container(), prefix, true, from))
                            .names())
                    .as(prefix)
                    .hasSize(1)
                    .allMatch(name -> name.startsWith(prefix));
            assertThat(list(from -> store.blobs(azure.container(), prefix, false, from))
                            .names())
                    .as(prefix)
                    .hasSize(1)
                    .allMatch(name -> name.startsWith(prefix));
        }
    }

    private record Listed(List<Entry> entries, int pages) {
        List<String> names() {
            return entries.stream().map(Entry::name).toList();
        }
    }

    private static Listed list(Function<Optional<String>, Page<Entry>> pages) {
        List<Entry> entries = new ArrayList<>();
        int count = 0;
        Optional<String> from = Optional.empty();
        do {
            Page<Entry> page = pages.apply(from);
            entries.addAll(page.items());
            from = page.next();
            count++;
        } while (from.isPresent());
        return new Listed(entries, count);
    }

    private static List<String> numbered(String format) {
        return IntStream.range(0, MORE_THAN_A_PAGE).mapToObj(format::formatted).toList();
    }

    private static void create(List<String> names, Consumer<String> creation) {
        Semaphore few = new Semaphore(8);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : names) {
                few.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        creation.accept(name);
                    } finally {
                        few.release();
                    }
                });
            }
        }
    }
}
