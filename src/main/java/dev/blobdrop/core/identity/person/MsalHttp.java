package dev.blobdrop.core.identity.person;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Context;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.link.LibraryChain;
import dev.blobdrop.core.identity.link.WireTap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sends MSAL's requests through our transport, so that its trust, its proxy and the list of calls
/// apply to them as well.
final class MsalHttp implements IHttpClient {
    private final HttpPipeline pipeline;

    MsalHttp(CredentialPlan plan, WireTap tap) {
        this.pipeline = new HttpPipelineBuilder()
                .httpClient(plan.transport().client())
                .policies(new RetryPolicy(LibraryChain.RETRIES), tap)
                .build();
    }

    @Override
    public IHttpResponse send(HttpRequest request) {
        var outgoing = new com.azure.core.http.HttpRequest(
                HttpMethod.valueOf(request.httpMethod().name()), request.url());
        request.headers().forEach((name, value) -> outgoing.setHeader(HttpHeaderName.fromString(name), value));
        if (request.body() != null) {
            outgoing.setBody(request.body());
        }
        try (var incoming = pipeline.sendSync(outgoing, Context.NONE)) {
            Map<String, List<String>> headers = new HashMap<>();
            for (HttpHeader header : incoming.getHeaders()) {
                headers.put(header.getName(), header.getValuesList());
            }
            HttpResponse response = new HttpResponse();
            response.statusCode(incoming.getStatusCode());
            response.addHeaders(headers);
            response.body(incoming.getBodyAsString().block());
            return response;
        }
    }
}
