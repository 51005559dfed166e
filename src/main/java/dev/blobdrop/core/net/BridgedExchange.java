package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

import dev.blobdrop.core.problem.Problems;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A request whose head is written already, over a client that wants its parts.
final class BridgedExchange {
    private BridgedExchange() {}

    static RawAnswer of(HttpClient client, RawRequest raw) throws IOException {
        String[] lines = new String(raw.head(), StandardCharsets.US_ASCII).split("\r\n");
        String[] first = lines[0].split(" ");
        String url = "https://" + raw.host().header() + first[1];
        HttpRequest request = new HttpRequest(HttpMethod.valueOf(first[0]), url);
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ?", 2);
            request.setHeader(HttpHeaderName.fromString(header[0]), header[1]);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) raw.body().length());
        raw.body().read(0, bytes);
        if (bytes.capacity() > 0) {
            request.setBody(BinaryData.fromBytes(bytes.array()));
        }
        Context context =
                raw.into()
                        .map(buffer -> new Context(HttpTransport.INTO, buffer))
                        .orElse(Context.NONE);
        try (HttpResponse response = client.sendSync(request, context)) {
            List<String> headers = new ArrayList<>();
            response.getHeaders()
                    .forEach(
                            header -> {
                                headers.add(header.getName().toLowerCase(Locale.ROOT));
                                headers.add(header.getValue());
                            });
            BinaryData body = response.getBodyAsBinaryData();
            byte[] content = body == null ? new byte[0] : body.toBytes();
            return new RawAnswer(response.getStatusCode(), headers, content);
        } catch (RuntimeException e) {
            throw Problems.causes(e).stream()
                    .filter(IOException.class::isInstance)
                    .map(IOException.class::cast)
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }
}
