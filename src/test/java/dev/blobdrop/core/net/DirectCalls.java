package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.blobdrop.core.config.Environment;
import java.time.Duration;
import java.util.Optional;

/// Clients under test, and what they are asked.
final class DirectCalls {
    static final Duration SILENCE = Duration.ofSeconds(30);

    private DirectCalls() {}

    static HttpClient client(Duration silence) {
        return HttpTransport.create(Optional.empty(), Environment.EMPTY, silence)
                .client();
    }

    static HttpResponse get(HttpClient client, String url) {
        return client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE);
    }

    static HttpResponse put(HttpClient client, String url, byte[] body) {
        HttpRequest request = new HttpRequest(HttpMethod.PUT, url).setBody(body);
        return client.sendSync(request, Context.NONE);
    }
}
