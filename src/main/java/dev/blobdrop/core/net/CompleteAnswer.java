package dev.blobdrop.core.net;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Creates responses for the Azure libraries and reads theirs, without those of their classes that
/// take long to load.
public final class CompleteAnswer {
    private CompleteAnswer() {}

    /// A response that is complete.
    ///
    /// @param body can be read repeatedly
    public static HttpResponse of(HttpRequest request, int status, HttpHeaders headers, byte[] body) {
        return new DirectAnswer(request, status, headers, body);
    }

    /// The whole body of a response.
    public static byte[] body(HttpResponse answer) {
        if (answer instanceof DirectAnswer direct) {
            return direct.bytes();
        }
        byte[] body = answer.getBodyAsByteArray().block();
        return body == null ? new byte[0] : body;
    }

    /// The body of a response as it arrives, to be read once. Closed with the response.
    public static InputStream stream(HttpResponse answer) {
        return answer instanceof DirectAnswer direct ? direct.stream() : new ByteArrayInputStream(body(answer));
    }
}
