package dev.blobdrop.core.transfer.delete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.CountedBlobs;
import dev.blobdrop.core.transfer.DeletionEvent.Deleted;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What stands for a folder goes with the folder, and a blob of its name that holds data stays.
@Timeout(120)
class FolderDeletionTest extends DeletionCase {
    @Test
    void emptyFoldersAreDeletedDeepestFirst() throws Exception {
        store.placeFolder("in/x");
        store.placeFolder("in/x/y");
        blobs("in/x/y/a", "in/x/b", "in/c");
        run(below("in/"));
        assertThat(store.names()).isEmpty();
        assertThat(all(Deleted.class).subList(3, 5)).extracting(Deleted::name).containsExactly("in/x/y", "in/x");
    }

    @Test
    void markerBesideTheFolderIsDeletedLast() throws Exception {
        store.placeFolder("dir");
        store.placeFolder("dir/sub");
        blobs("dir/x", "dir/sub/y", "dir1", "directory/z");
        run(below("dir/"));
        assertThat(store.names()).containsExactly("dir1", "directory/z");
        assertThat(all(Deleted.class).subList(2, 4)).extracting(Deleted::name).containsExactly("dir/sub", "dir");
    }

    @Test
    void markerOfAnEmptyFolderIsDeleted() throws Exception {
        store.placeFolder("dir");
        assertThat(run(below("dir/")).deleted()).isEqualTo(1);
        assertThat(store.names()).isEmpty();
    }

    @Test
    void blobOfTheFoldersNameThatHoldsDataStays() throws Exception {
        blobs("dir", "dir/x");
        run(below("dir/"));
        assertThat(store.names()).containsExactly("dir");
    }

    @Test
    void markerIsCountedAndDeletedOnce() throws Exception {
        store.placeFolder("dir");
        blobs("dir/x");
        DeletionRequest request =
                DeletionRequest.of("data", List.of("dir"), List.of("dir/")).exactly(true);
        CountedBlobs counted = new CountedBlobs();
        new TransferEngine(store, EngineSettings.standard())
                .delete(request.dry(true), counted)
                .await();
        assertThat(counted.names()).containsExactly("dir", "dir/x");
        DeletionSnapshot last = run(request.only(counted));
        assertThat(store.names()).isEmpty();
        assertThat(last.deleted()).isEqualTo(2);
        assertThat(last.failed()).isZero();
        assertThat(all(Deleted.class).getLast().name()).isEqualTo("dir");
    }

    @Test
    void folderIsNotDeletedByItsNameAlone() throws Exception {
        store.placeFolder("dir");
        run(named("dir"));
        assertThat(failure().code()).isEqualTo("is-a-folder");
        assertThat(failure().title()).contains("'dir/'");
        assertThat(store.names()).containsExactly("dir");
        events.clear();
        assertThat(run(named("dir").exactly(true)).deleted()).isEqualTo(1);
    }
}
