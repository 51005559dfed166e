package dev.blobdrop.core.storage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import dev.blobdrop.core.net.CompleteAnswer;
import dev.blobdrop.core.net.RawAnswer;
import java.nio.charset.StandardCharsets;

/// A failed answer in the form of the SDK's clients, so that problems are reported the same way
/// whoever made the request.
final class RefusedAnswer {
    private RefusedAnswer() {}

    static HttpResponse of(RawAnswer answer) {
        HttpHeaders headers = new HttpHeaders();
        for (int i = 0; i < answer.headers().size(); i += 2) {
            headers.add(
                    HttpHeaderName.fromString(answer.headers().get(i)),
                    answer.headers().get(i + 1));
        }
        return CompleteAnswer.of(
                new HttpRequest(HttpMethod.GET, "https://refused"), answer.status(), headers, answer.content());
    }

    /// The exception that the SDK's clients throw.
    static RuntimeException exception(RawAnswer answer) {
        return SdkTypes.refusal(of(answer), new String(answer.content(), StandardCharsets.UTF_8));
    }

    static RuntimeException exception(HttpResponse answer) {
        return SdkTypes.refusal(answer, new String(CompleteAnswer.body(answer), StandardCharsets.UTF_8));
    }
}
