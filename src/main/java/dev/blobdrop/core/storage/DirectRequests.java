package dev.blobdrop.core.storage;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

import dev.blobdrop.core.net.HttpTransport;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/// The requests that are made once a file or once a block, as the service's pages "Put Blob", "Put
/// Block", "Get Blob" and "Get Blob Properties" describe them, through the SDK's own pipeline: it
/// signs in,
/// counts and logs them. The SDK's clients, of which each blob needs one of its own, cost as much
/// processor time as all else that a small file needs.
final class DirectRequests {
    private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");
    private static final HttpHeaderName BLOB_TYPE = HttpHeaderName.fromString("x-ms-blob-type");
    private static final HttpHeaderName BLOB_CONTENT_TYPE =
            HttpHeaderName.fromString("x-ms-blob-content-type");
    private static final HttpHeaderName BLOB_CONTENT_MD5 =
            HttpHeaderName.fromString("x-ms-blob-content-md5");
    private static final HttpHeaderName RANGE = HttpHeaderName.fromString("x-ms-range");
    private static final HttpHeaderName CRC64 = HttpHeaderName.fromString("x-ms-content-crc64");

    /// One request takes at most this long: a minute, and a second for each 64 KiB.
    private static final int SLOWEST_BYTES_PER_SECOND = 64 * 1024;

    /// Steps of the SDK that these requests do not need, by name because some are the SDK's own:
    /// content validation, which has no form without Reactor and does nothing here, the check of
    /// metadata, of which there is none, and the retries, which are off.
    private static final Set<String> SPARED =
            Set.of(
                    "StorageContentValidationEncodingPolicy",
                    "StorageContentValidationDecodingPolicy",
                    "MetadataValidationPolicy",
                    "RequestRetryPolicy");

    private final HttpPipeline pipeline;
    private final String endpoint;
    private final String version;

    /// @param endpoint of the account, without a slash at its end
    /// @param version of the service's interface
    DirectRequests(HttpPipeline pipeline, String endpoint, String version) {
        this.pipeline = lean(pipeline);
        this.endpoint = endpoint;
        this.version = version;
    }

    private static HttpPipeline lean(HttpPipeline pipeline) {
        HttpPipelinePolicy[] policies =
                IntStream.range(0, pipeline.getPolicyCount())
                        .mapToObj(pipeline::getPolicy)
                        .filter(policy -> !SPARED.contains(policy.getClass().getSimpleName()))
                        .toArray(HttpPipelinePolicy[]::new);
        return new HttpPipelineBuilder()
                .httpClient(pipeline.getHttpClient())
                .policies(policies)
                .build();
    }

    /// Put Blob. The caller closes the answer, whatever its status.
    HttpResponse put(
            BlobPath path,
            ByteBuffer content,
            OptionalLong crc64,
            BlobHeaders headers,
            Condition condition) {
        HttpRequest request = writing(url(path), content, crc64);
        request.setHeader(BLOB_TYPE, "BlockBlob");
        request.setHeader(BLOB_CONTENT_TYPE, headers.contentType());
        if (headers.md5().length > 0) {
            request.setHeader(BLOB_CONTENT_MD5, base64(headers.md5()));
        }
        switch (condition) {
            case Condition.Absent absent -> request.setHeader(HttpHeaderName.IF_NONE_MATCH, "*");
            case Condition.Unchanged(String etag) ->
                    request.setHeader(HttpHeaderName.IF_MATCH, etag);
        }
        return send(request, content.remaining());
    }

    /// Put Block. The caller closes the answer, whatever its status.
    HttpResponse stage(BlobPath path, String blockId, ByteBuffer content, OptionalLong crc64) {
        String url = url(path) + "?comp=block&blockid=" + encode(blockId);
        return send(writing(url, content, crc64), content.remaining());
    }

    /// Get Blob Properties. The caller closes the answer, whatever its status.
    HttpResponse head(BlobPath path) {
        return send(request(HttpMethod.HEAD, url(path)), 0);
    }

    /// Get Blob, as many bytes as the buffer has room for. The caller closes the answer, whatever
    /// its status; its content, if it has any left, belongs into the buffer.
    HttpResponse get(BlobPath path, Condition.Unchanged seen, long offset, ByteBuffer into) {
        HttpRequest request = request(HttpMethod.GET, url(path));
        request.setHeader(RANGE, "bytes=" + offset + "-" + (offset + into.remaining() - 1));
        request.setHeader(HttpHeaderName.IF_MATCH, seen.etag());
        return pipeline.sendSync(
                request, context(into.remaining()).addData(HttpTransport.INTO, into));
    }

    private HttpRequest writing(String url, ByteBuffer content, OptionalLong crc64) {
        HttpRequest request = request(HttpMethod.PUT, url);
        request.setBody(data(content));
        request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/octet-stream");
        request.setHeader(HttpHeaderName.CONTENT_LENGTH, Integer.toString(content.remaining()));
        crc64.ifPresent(sum -> request.setHeader(CRC64, base64(littleEndian(sum))));
        return request;
    }

    private HttpRequest request(HttpMethod method, String url) {
        HttpRequest request = new HttpRequest(method, url);
        request.setHeader(VERSION, version);
        request.setHeader(HttpHeaderName.ACCEPT, "application/xml");
        return request;
    }

    private HttpResponse send(HttpRequest request, int bytes) {
        return pipeline.sendSync(request, context(bytes));
    }

    private static Context context(int bytes) {
        return new Context("azure-response-timeout", limit(bytes));
    }

    /// How long a request with this much content may take.
    static Duration limit(int bytes) {
        return Duration.ofSeconds(60 + bytes / SLOWEST_BYTES_PER_SECOND);
    }

    private String url(BlobPath path) {
        return endpoint + "/" + path.container() + "/" + encode(path.name());
    }

    /// A whole array goes to the transport as it is; anything else is copied.
    private static BinaryData data(ByteBuffer content) {
        boolean whole =
                content.hasArray()
                        && content.arrayOffset() + content.position() == 0
                        && content.remaining() == content.array().length;
        if (whole) {
            return BinaryData.fromBytes(content.array());
        }
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return BinaryData.fromBytes(copy);
    }

    private static byte[] littleEndian(long sum) {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(sum).array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Everything that RFC 3986 does not call unreserved as the bytes of its UTF-8, slashes too, as
    /// the SDK does it.
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
