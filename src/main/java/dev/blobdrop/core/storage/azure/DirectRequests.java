package dev.blobdrop.core.storage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.core.util.CoreUtils;
import com.azure.core.util.UserAgentUtil;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.net.RawAnswer;
import dev.blobdrop.core.net.RawRequest;
import dev.blobdrop.core.net.connection.Body;
import dev.blobdrop.core.net.connection.Host;
import dev.blobdrop.core.net.connection.Intake;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The requests that are made once per file or block, written from a template as the service's
/// pages "Put Blob", "Put Block", "Put Block List", "Get Blob", "Get Blob Properties" and "Delete
/// Blob" describe them. The SDK needs one client per blob, and its clients and its pipeline use
/// several times as much CPU as everything else that a small file needs.
///
/// They contain what the SDK's own requests contain. A challenge of the service, which names the
/// account's tenant or demands a newer token, is answered by the SDK, and its token is then used
/// here as well.
///
/// The caller checks the status of the answer. Safe for use by many threads.
final class DirectRequests {
    private static final String NAME = "azure-storage-blob";
    private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");

    private final HttpTransport transport;
    private final Host host;
    private final String root;
    private final byte[] fixed;
    private final String agent;
    private final String version;
    private final StorageToken token;
    private final Supplier<HttpPipeline> sdk;
    private volatile String challenged = "";

    /// @param version of the service's API
    /// @param sdk answers challenges with the credential of the token
    DirectRequests(
            HttpTransport transport,
            AccountUrl account,
            String version,
            StorageToken token,
            Supplier<HttpPipeline> sdk) {
        this.transport = transport;
        this.host = host(account.endpoint());
        this.root = account.endpoint().getRawPath() + "/";
        this.version = version;
        this.token = token;
        this.sdk = sdk;
        this.agent = userAgent(transport.configuration());
        this.fixed = ("Host: %s\r\nx-ms-version: %s\r\nUser-Agent: %s\r\nAccept: application/xml\r\n")
                .formatted(host.header(), version, agent)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Host host(URI endpoint) {
        try {
            return Host.of(endpoint.toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String userAgent(Configuration configuration) {
        Map<String, String> library = CoreUtils.getProperties(NAME + ".properties");
        return UserAgentUtil.toUserAgentString(null, library.get("name"), library.get("version"), configuration);
    }

    /// Put Blob.
    RawAnswer put(BlobPath path, Body content, OptionalLong crc64, BlobHeaders headers, Condition condition) {
        return send(path, false, content, () -> {
            RequestHead head = writeHead(target(path), content, crc64);
            head.header("x-ms-blob-type", "BlockBlob");
            describe(head, headers);
            condition(head, condition);
            return head;
        });
    }

    /// Put Block.
    RawAnswer stage(BlobPath path, String blockId, Body content, OptionalLong crc64) {
        String target = target(path) + "?comp=block&blockid=" + encode(blockId);
        return send(path, false, content, () -> writeHead(target, content, crc64));
    }

    /// Put Block List.
    RawAnswer commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition) {
        StringBuilder list = new StringBuilder("<?xml version='1.0' encoding='utf-8'?><BlockList>");
        blockIds.forEach(id -> list.append("<Latest>").append(id).append("</Latest>"));
        byte[] xml = list.append("</BlockList>").toString().getBytes(StandardCharsets.US_ASCII);
        Body content = Body.of(ByteBuffer.wrap(xml));
        return send(path, false, content, () -> {
            RequestHead head = head("PUT", target(path) + "?comp=blocklist")
                    .header("Content-Type", "application/xml")
                    .header("Content-Length", content.length());
            describe(head, headers);
            condition(head, condition);
            return head;
        });
    }

    /// Get Blob Properties.
    RawAnswer head(BlobPath path) {
        return send(path, true, Body.NONE, () -> head("HEAD", target(path)));
    }

    /// Get Blob: as many bytes as `into` wants, taken from an answer 206.
    RawAnswer get(BlobPath path, Condition.Unchanged seen, long offset, Intake into) {
        String range = "bytes=" + offset + "-" + (offset + into.left() - 1);
        return send(
                path,
                true,
                Body.NONE,
                Optional.of(into),
                () -> head("GET", target(path)).header("x-ms-range", range).header("If-Match", seen.etag()));
    }

    /// Delete Blob.
    RawAnswer delete(BlobPath path, Condition.Unchanged seen) {
        return send(
                path,
                false,
                Body.NONE,
                () -> head("DELETE", target(path))
                        .header("If-Match", seen.etag())
                        .header("Content-Length", 0));
    }

    /// List Blobs, whose answer can be long. The caller closes it, whatever its status.
    ///
    /// @param query parameters besides those that make it a listing
    HttpResponse list(String container, Map<String, String> query) {
        String probe = root + container + "?restype=container";
        return open(probe + "&comp=list" + query(query), HttpMethod.HEAD, probe);
    }

    /// List Containers, as [#list].
    HttpResponse containers(Map<String, String> query) {
        String list = root + "?comp=list";
        return open(list + query(query), HttpMethod.GET, list + "&maxresults=1");
    }

    /// Get Block List, as [#list], with committed and uncommitted blocks.
    HttpResponse blocks(BlobPath path) {
        String target = target(path);
        return open(target + "?comp=blocklist&blocklisttype=all", HttpMethod.HEAD, target);
    }

    private static String query(Map<String, String> query) {
        StringBuilder text = new StringBuilder();
        query.forEach((key, value) -> text.append('&').append(key).append('=').append(encode(value)));
        return text.toString();
    }

    /// @param method for the SDK's request for `probe`, if it has to answer a challenge
    private HttpResponse open(String target, HttpMethod method, String probe) {
        String url = "https://" + host.header() + target;
        String bearer = token.value();
        HttpResponse answer = open(url, bearer);
        String challenge = answer.getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE);
        if (answer.getStatusCode() != 401 || challenge == null || !isAnswered(challenge, bearer, method, probe)) {
            return answer;
        }
        answer.close();
        return open(url, token.value());
    }

    private HttpResponse open(String url, String bearer) {
        HttpRequest request = new HttpRequest(HttpMethod.GET, url);
        request.setHeader(VERSION, version);
        request.setHeader(HttpHeaderName.USER_AGENT, agent);
        request.setHeader(HttpHeaderName.ACCEPT, "application/xml");
        request.setHeader(
                HttpHeaderName.X_MS_CLIENT_REQUEST_ID, CoreUtils.randomUuid().toString());
        request.setHeader(HttpHeaderName.DATE, RequestHead.now());
        request.setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + bearer);
        return transport.client().sendSync(request, Context.NONE);
    }

    private RequestHead writeHead(String target, Body content, OptionalLong crc64) {
        RequestHead head = head("PUT", target)
                .header("Content-Type", "application/octet-stream")
                .header("Content-Length", content.length());
        crc64.ifPresent(head::crc64);
        return head;
    }

    private static void describe(RequestHead head, BlobHeaders headers) {
        head.header("x-ms-blob-content-type", headers.contentType());
        if (headers.md5().length > 0) {
            head.base64("x-ms-blob-content-md5", headers.md5());
        }
    }

    private static void condition(RequestHead head, Condition condition) {
        switch (condition) {
            case Condition.Any any -> {}
            case Condition.Absent absent -> head.header("If-None-Match", "*");
            case Condition.Unchanged(String etag) -> head.header("If-Match", etag);
        }
    }

    private RequestHead head(String method, String target) {
        return new RequestHead(method, target).fixed(fixed).requestId().date();
    }

    private RawAnswer send(BlobPath path, boolean isSafe, Body body, Supplier<RequestHead> head) {
        return send(path, isSafe, body, Optional.empty(), head);
    }

    private RawAnswer send(
            BlobPath path, boolean isSafe, Body body, Optional<Intake> into, Supplier<RequestHead> head) {
        String bearer = token.value();
        RawAnswer answer = send(isSafe, body, into, head.get().bearer(bearer));
        return answer.status() == 401
                        && isAnswered(
                                answer.header("WWW-Authenticate").orElse(""), bearer, HttpMethod.HEAD, target(path))
                ? send(isSafe, body, into, head.get().bearer(token.value()))
                : answer;
    }

    private RawAnswer send(boolean isSafe, Body body, Optional<Intake> into, RequestHead head) {
        try {
            return transport.exchange(new RawRequest(host, isSafe, head.end(), body, into));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets the SDK answer the challenge with a request of its own that changes nothing.
    ///
    /// @return whether there is a new token
    private boolean isAnswered(String challenge, String refused, HttpMethod method, String target) {
        if (!challenge.toLowerCase(Locale.ROOT).startsWith("bearer")) {
            return false;
        }
        synchronized (this) {
            if (!challenged.equals(refused)) {
                challenged = refused;
                HttpRequest probe = new HttpRequest(method, "https://" + host.header() + target);
                probe.setHeader(VERSION, version);
                HttpResponse answer = sdk.get().sendSync(probe, Context.NONE);
                answer.close();
            }
        }
        return token.replace(refused);
    }

    private String target(BlobPath path) {
        return root + path.container() + "/" + encode(path.name());
    }

    /// Percent-encodes everything that RFC 3986 does not call unreserved, slashes too, as the SDK
    /// does.
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one >= 'a' && one <= 'z'
                    || one >= 'A' && one <= 'Z'
                    || one >= '0' && one <= '9'
                    || one == '-'
                    || one == '.'
                    || one == '_'
                    || one == '~') {
                encoded.append((char) one);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(one >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(one & 0xf, 16)));
            }
        }
        return encoded.toString();
    }
}
