package dev.blobdrop.core.planted;

import com.azure.core.credential.AccessToken;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import javafx.application.Platform;
import picocli.CommandLine;
import reactor.core.publisher.Mono;

/// Breaks every rule of `ArchitectureTest`, so that the test can show that it notices.
public final class PlantedHelper {
    public Mono<AccessToken> token() {
        return Mono.empty();
    }

    Object storage() {
        return new BlobServiceClientBuilder();
    }

    Object identity() {
        return new DefaultAzureCredentialBuilder();
    }

    Object face() {
        return new CommandLine(Facts.NONE);
    }

    void toolkit() {
        Platform.exit();
    }

    void delete(BlobStore store, BlobPath path) {
        store.delete(path, new Condition.Unchanged("x"));
    }

    void end() {
        System.exit(1);
    }
}
