package dev.blobdrop.core.net;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Makes an answer for the Azure libraries of what has arrived by another way, or was changed, and
/// reads theirs, without what of them takes long to load.
public final class CompleteAnswer {
    private CompleteAnswer() {}

    /// @param body can be read again and again
    public static HttpResponse of(HttpRequest request, int status, HttpHeaders headers, byte[] body) {
        return new DirectAnswer(request, status, headers, body);
    }

    /// All of an answer's body.
    public static byte[] body(HttpResponse answer) {
        if (answer instanceof DirectAnswer direct) {
            return direct.bytes();
        }
        byte[] body = answer.getBodyAsByteArray().block();
        return body == null ? new byte[0] : body;
    }

    /// An answer's body as it arrives, to be read once. Closed with the answer.
    public static InputStream stream(HttpResponse answer) {
        return answer instanceof DirectAnswer direct ? direct.stream() : new ByteArrayInputStream(body(answer));
    }
}
