package dev.blobdrop.gui;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.gui.session.FakeConnector;
import java.nio.file.Path;
import java.util.Map;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Tests of the window over an account in memory, with a folder for their files.
@ExtendWith(WindowExtension.class)
abstract class AccountWindow {
    static final String ACCOUNT = "https://contosodata.blob.core.windows.net";

    final FakeConnector azure = new FakeConnector();
    final InMemoryBlobStore store = azure.store(ACCOUNT);
    Stage stage;
    Models models;

    @TempDir
    Path folder;

    final void show(Stage stage) {
        show(stage, TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT)));
    }

    final void show(Stage stage, Models models) {
        this.stage = stage;
        this.models = models;
        BlobdropApp.wire(stage, models).show();
    }

    /// Blobs of 1,234 bytes each.
    final void blobs(String... names) {
        for (String name : names) {
            store.place(name, new byte[1234]);
        }
    }

    static BlobPath path(String name) {
        return new BlobPath("workloadidentity", name);
    }
}
