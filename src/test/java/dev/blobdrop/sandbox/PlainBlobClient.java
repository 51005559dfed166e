package dev.blobdrop.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Looks into the account as its administrator, by plain HTTP: it shares no code with the Azure
/// libraries, so what it reads proves what they wrote.
public final class PlainBlobClient {
    /// What a blob's headers say.
    public record Properties(
            long length, Optional<String> contentType, Optional<String> contentMd5, Optional<String> etag) {}

    private static final String VERSION = "2024-11-04";

    private final HttpClient http;
    private final String accountUrl;
    private final Supplier<String> token;

    PlainBlobClient(HttpClient http, String accountUrl, Supplier<String> token) {
        this.http = http;
        this.accountUrl = accountUrl;
        this.token = token;
    }

    public void createContainer(String container) {
        expect(send("PUT", "/" + container + "?restype=container", BodyPublishers.noBody()), 201, 409);
    }

    public void deleteContainer(String container) {
        expect(send("DELETE", "/" + container + "?restype=container", BodyPublishers.noBody()), 202, 404);
    }

    public List<String> containers() {
        return pages("/?comp=list", "Container/Name");
    }

    public void put(String container, String blob, byte[] content) {
        expect(send("PUT", path(container, blob), BodyPublishers.ofByteArray(content)), 201);
    }

    /// With what else is set on the blob.
    ///
    /// @param headers such as `x-ms-meta-owner`
    public void put(String container, String blob, byte[] content, Map<String, String> headers) {
        HttpRequest plain = request("PUT", path(container, blob), BodyPublishers.ofByteArray(content));
        HttpRequest.Builder more = HttpRequest.newBuilder(plain, (name, value) -> true);
        headers.forEach(more::header);
        expect(send(more.build(), BodyHandlers.ofByteArray()), 201);
    }

    /// A blob with one note in its metadata, its name as it is written here.
    public void put(String container, String blob, byte[] content, String metadata, String value) {
        HttpRequest request = HttpRequest.newBuilder(
                        request("PUT", path(container, blob), BodyPublishers.ofByteArray(content)),
                        (name, text) -> true)
                .header("x-ms-meta-" + metadata, value)
                .build();
        expect(send(request, BodyHandlers.ofByteArray()), 201);
    }

    public void delete(String container, String blob) {
        expect(send("DELETE", path(container, blob), BodyPublishers.noBody()), 202, 404);
    }

    public byte[] get(String container, String blob) {
        var response = send("GET", path(container, blob), BodyPublishers.noBody());
        expect(response, 200);
        return response.body();
    }

    public Path getTo(String container, String blob, Path file) {
        var request = request("GET", path(container, blob), BodyPublishers.noBody());
        var response = send(request, BodyHandlers.ofFile(file));
        expect(response, 200);
        return response.body();
    }

    public boolean exists(String container, String blob) {
        return properties(container, blob).isPresent();
    }

    /// The blob's properties.
    public Properties head(String container, String blob) {
        return properties(container, blob)
                .orElseThrow(() -> new SandboxException("There is no blob " + container + "/" + blob));
    }

    /// The names of all blobs, in the service's order.
    public List<String> list(String container) {
        return list(container, 5000);
    }

    /// The same, asked for in pages of this size.
    public List<String> list(String container, int pageSize) {
        String query = "/" + container + "?restype=container&comp=list&maxresults=" + pageSize;
        return pages(query, "Blob/Name");
    }

    /// The ids of the committed blocks, in order.
    public List<String> blockList(String container, String blob) {
        String query = path(container, blob) + "?comp=blocklist&blocklisttype=committed";
        var response = send("GET", query, BodyPublishers.noBody());
        expect(response, 200);
        return XmlAnswer.parse(response.body()).texts("Block/Name");
    }

    private Optional<Properties> properties(String container, String blob) {
        var response = send("HEAD", path(container, blob), BodyPublishers.noBody());
        expect(response, 200, 404);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        var headers = response.headers();
        OptionalLong length = headers.firstValueAsLong("content-length");
        return Optional.of(new Properties(
                length.orElse(0),
                headers.firstValue("content-type"),
                headers.firstValue("content-md5"),
                headers.firstValue("etag")));
    }

    private List<String> pages(String query, String element) {
        List<String> names = new ArrayList<>();
        String marker = "";
        do {
            var response = send("GET", query + "&marker=" + encode(marker), BodyPublishers.noBody());
            expect(response, 200);
            var page = XmlAnswer.parse(response.body());
            names.addAll(page.texts(element));
            marker = page.text("NextMarker");
        } while (!marker.isEmpty());
        return names;
    }

    private HttpResponse<byte[]> send(String method, String path, BodyPublisher body) {
        return send(request(method, path, body), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(accountUrl + path))
                .method(method, body)
                .header("Authorization", "Bearer " + token.get())
                .header("x-ms-version", VERSION)
                .header("x-ms-blob-type", "BlockBlob")
                .build();
    }

    /// The JDK's client makes a reading request once more by itself when the connection that it had
    /// kept was just being closed; a deletion may be made again as well.
    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            try {
                return http.send(request, handler);
            } catch (IOException e) {
                if (!request.method().equals("DELETE")) {
                    throw e;
                }
                return http.send(request, handler);
            }
        } catch (IOException e) {
            throw new SandboxException("The blob service does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Waiting for the blob service was interrupted.", e);
        }
    }

    private static void expect(HttpResponse<?> response, Integer... accepted) {
        if (!List.of(accepted).contains(response.statusCode())) {
            throw new SandboxException("%s %s was answered %d %s"
                    .formatted(
                            response.request().method(),
                            response.uri().getRawPath(),
                            response.statusCode(),
                            response.headers().firstValue("x-ms-error-code").orElse("")));
        }
    }

    private static String path(String container, String blob) {
        String name =
                Arrays.stream(blob.split("/", -1)).map(PlainBlobClient::encode).collect(Collectors.joining("/"));
        return "/" + container + "/" + name;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
