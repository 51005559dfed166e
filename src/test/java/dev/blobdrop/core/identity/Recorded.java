package dev.blobdrop.core.identity;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.blobdrop.core.net.CompleteAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/// An HTTP client that remembers what it was asked for a token and gives prepared answers in turn,
/// the last of them again and again.
public final class Recorded implements HttpClient {
    private static final String DISCOVERY =
            "{\"tenant_discovery_endpoint\":\"https://login.microsoftonline.com/t/v2.0/.well-known/\","
                    + "\"api-version\":\"1.1\",\"metadata\":[{\"preferred_network\":"
                    + "\"login.microsoftonline.com\",\"preferred_cache\":\"login.windows.net\","
                    + "\"aliases\":[\"login.microsoftonline.com\",\"login.windows.net\"]}]}";

    /// @param form its fields by name
    public record Asked(String url, String contentType, Map<String, String> form) {}

    /// @param body null for a connection that fails
    public record Answer(int status, String body) {}

    private final List<Answer> answers;
    private final List<Asked> asked = new ArrayList<>();

    public Recorded(List<Answer> answers) {
        this.answers = answers;
    }

    public List<Asked> asked() {
        return asked;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> sendSync(request, Context.NONE));
    }

    @Override
    public synchronized HttpResponse sendSync(HttpRequest request, Context context) {
        if (request.getUrl().getPath().equals("/common/discovery/instance")) {
            return reply(request, new Answer(200, DISCOVERY));
        }
        asked.add(new Asked(
                request.getHttpMethod() + " " + request.getUrl(),
                request.getHeaders().getValue(HttpHeaderName.CONTENT_TYPE).split(";")[0],
                form(request.getBodyAsBinaryData().toString())));
        Answer answer = answers.get(Math.min(asked.size(), answers.size()) - 1);
        if (answer.body() == null) {
            throw new UncheckedIOException(new IOException("connection reset"));
        }
        return reply(request, answer);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : body.split("&")) {
            String[] both = field.split("=", 2);
            fields.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static HttpResponse reply(HttpRequest request, Answer answer) {
        return CompleteAnswer.of(
                request,
                answer.status(),
                new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json"),
                answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
