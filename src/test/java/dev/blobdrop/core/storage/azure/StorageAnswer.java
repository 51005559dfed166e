package dev.blobdrop.core.storage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.storage.blob.models.BlobStorageException;
import dev.blobdrop.core.net.CompleteAnswer;

/// An answer of the storage service that never came over a wire.
final class StorageAnswer {
    private StorageAnswer() {}

    /// @param code empty for an answer without one
    static BlobStorageException refusal(int status, String code) {
        HttpHeaders headers = new HttpHeaders();
        if (!code.isEmpty()) {
            headers.set(HttpHeaderName.fromString("x-ms-error-code"), code);
        }
        HttpRequest request = new HttpRequest(HttpMethod.PUT, "https://contoso.blob.core.windows.net/c/b");
        return new BlobStorageException(
                "Status code " + status, CompleteAnswer.of(request, status, headers, new byte[0]), "");
    }
}
