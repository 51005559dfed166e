package dev.blobdrop.core.net;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import java.nio.charset.StandardCharsets;

/// A request of the Azure libraries' kind whose body is plain text. Theirs are made by a class that
/// loads a JSON library when it is first touched, a tenth of a short command's processor time.
public final class PlainRequest extends HttpRequest {
    private final byte[] body;

    /// @param body sent as UTF-8
    public PlainRequest(HttpMethod method, String url, String body) {
        super(method, url);
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    /// The bytes that a request sends.
    static byte[] bodyOf(HttpRequest request) {
        if (request instanceof PlainRequest plain) {
            return plain.body;
        }
        BinaryData data = request.getBodyAsBinaryData();
        return data == null ? new byte[0] : data.toBytes();
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
        return BinaryData.fromBytes(body);
    }
}
