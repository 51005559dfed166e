package dev.blobdrop.gui.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExplorerModelTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final Problem OFFLINE =
            Problem.of(Problem.Kind.TRANSIENT, "no-network", "Not reachable", "No route.");

    private final FakeConnector azure = new FakeConnector();
    private final InMemoryBlobStore store = azure.store(ACCOUNT);
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean later;
    private final UiThreads threads = new UiThreads(
            task -> {
                if (later) {
                    waiting.add(task);
                } else {
                    task.run();
                }
            },
            Runnable::run,
            () -> true);
    private final SessionModel session =
            new SessionModel(threads, azure, new Environment(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT)));
    private final ExplorerModel explorer = new ExplorerModel(threads, session, azure);

    @Test
    void nothingIsAskedBeforeSomebodyIsSignedIn() {
        azure.refuse(Problem.of(Problem.Kind.NO_IDENTITY, "x", "Nobody", "None."));
        session.start();
        assertThat(store.listings()).isEmpty();
        assertThat(explorer.listing().get()).isInstanceOf(ListingState.Idle.class);
    }

    @Test
    void foldersStandBeforeBlobsAndOneLevelIsShown() {
        place("z/deep/file.txt", "a.txt", "b/one.txt", "b/two.txt");
        session.start();
        assertThat(names()).containsExactly("b/", "z/", "a.txt");
        explorer.open("b/");
        assertThat(names()).containsExactly("b/one.txt", "b/two.txt");
        explorer.up();
        assertThat(explorer.prefix().get()).isEmpty();
    }

    @Test
    void filterIsAskedOfTheServiceAndForgottenInTheNextFolder() {
        place("report-1.csv", "report-2.csv", "other.csv", "b/one.txt");
        session.start();
        explorer.filter("report");
        assertThat(store.listings().getLast()).isEqualTo("workloadidentity/report");
        assertThat(names()).containsExactly("report-1.csv", "report-2.csv");
        explorer.open("b/");
        assertThat(explorer.filter().get()).isEmpty();
        assertThat(names()).containsExactly("b/one.txt");
    }

    @Test
    void answerOfAFolderThatWasLeftIsThrownAway() {
        place("a/in-a.txt", "b/in-b.txt");
        session.start();
        later = true;
        explorer.open("a/");
        explorer.open("b/");
        waiting.reversed().forEach(Runnable::run);
        assertThat(names()).containsExactly("b/in-b.txt");
    }

    @Test
    void firstPageIsShortAndTheNextOnesAreAdded() {
        for (int i = 0; i < 700; i++) {
            place("blob-%04d".formatted(i));
        }
        place("zz/folder.txt");
        session.start();
        assertThat(explorer.rows()).hasSize(ExplorerModel.FIRST_ROWS);
        assertThat(explorer.more().get()).isTrue();
        explorer.loadMore();
        assertThat(explorer.rows()).hasSize(701);
        assertThat(explorer.more().get()).isFalse();
        assertThat(explorer.rows().getFirst().name()).isEqualTo("zz/");
    }

    @Test
    void missingContainerIsATroubleAndRefreshFindsItOnceItIsThere() {
        store.containers().clear();
        session.start();
        assertThat(explorer.listing().get())
                .isInstanceOfSatisfying(
                        ListingState.Trouble.class,
                        trouble -> assertThat(trouble.problem().code()).isEqualTo("ContainerNotFound"));
        store.containers().add("workloadidentity");
        explorer.refresh();
        assertThat(explorer.listing().get()).isInstanceOf(ListingState.Shown.class);
    }

    @Test
    void nextPageThatDoesNotComeLeavesTheRowsAndCanBeAskedForAgain() {
        for (int i = 0; i < 600; i++) {
            place("blob-%04d".formatted(i));
        }
        session.start();
        store.refuseBlobs(Optional.of(OFFLINE));
        explorer.loadMore();
        assertThat(explorer.rows()).hasSize(500);
        assertThat(explorer.trouble().get()).hasValue(OFFLINE);
        store.refuseBlobs(Optional.empty());
        explorer.loadMore();
        assertThat(explorer.rows()).hasSize(600);
        assertThat(explorer.trouble().get()).isEmpty();
    }

    @Test
    void uploadIsSeenSoonAndNotMoreThanOnceASecond() {
        session.start();
        place("new.txt");
        explorer.uploaded();
        explorer.refreshIfChanged(5_000_000_000L);
        assertThat(names()).containsExactly("new.txt");
        place("newer.txt");
        explorer.uploaded();
        explorer.refreshIfChanged(5_500_000_000L);
        assertThat(names()).containsExactly("new.txt");
        explorer.refreshIfChanged(6_000_000_000L);
        assertThat(names()).containsExactly("new.txt", "newer.txt");
    }

    @Test
    void blobAddressInTheAccountFieldOpensItsFolder() {
        place("2026/11/report.csv");
        session.start();
        session.accountText().set(ACCOUNT + "/workloadidentity/2026/11/report.csv");
        session.accept();
        assertThat(explorer.prefix().get()).isEqualTo("2026/11/");
        assertThat(names()).containsExactly("2026/11/report.csv");
    }

    @Test
    void typedPathOpensContainerAndFolder() {
        store.containers().add("logs");
        store.place(new BlobPath("logs", "a/b/x.log"), new byte[1]);
        session.start();
        explorer.goTo("logs/a/b");
        assertThat(session.container().get()).hasValue("logs");
        assertThat(names()).containsExactly("a/b/x.log");
        assertThat(explorer.url(explorer.rows().getFirst())).isEqualTo(ACCOUNT + "/logs/a/b/x.log");
    }

    @Test
    void addressOfAnOddNameCanBeUsed() {
        place("grüße 100%.txt");
        session.start();
        assertThat(explorer.url(explorer.rows().getFirst()))
                .isEqualTo(ACCOUNT + "/workloadidentity/gr%C3%BC%C3%9Fe%20100%25.txt");
    }

    /// An accent may be a separate character or part of its letter: two names, two URLs.
    @Test
    void addressLeadsToTheNameInItsOwnUnicodeForm() {
        place("u\u0308.txt");
        session.start();
        assertThat(explorer.url(explorer.rows().getFirst())).isEqualTo(ACCOUNT + "/workloadidentity/u%CC%88.txt");
    }

    private void place(String... names) {
        for (String name : names) {
            store.place(name, new byte[3]);
        }
    }

    private List<String> names() {
        return explorer.rows().stream().map(Entry::name).toList();
    }
}
