package dev.blobdrop.core.net;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;

/// Makes an answer for the Azure libraries of what has arrived by another way, or was changed.
public final class CompleteAnswer {
    private CompleteAnswer() {}

    /// @param body can be read again and again
    public static HttpResponse of(
            HttpRequest request, int status, HttpHeaders headers, byte[] body) {
        return new DirectAnswer(request, status, headers, body);
    }
}
