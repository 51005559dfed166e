package dev.blobdrop.core.storage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.net.PlainReply;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.AccountUrl;
import java.io.IOException;
import java.time.Duration;

/// What an account's host answers to a request without a token.
///
/// @param reply usually a refusal
public record UnsignedReply(AccountUrl account, PlainReply reply) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");

    /// Makes one request, within 10 s.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when there is no answer
    public static UnsignedReply at(AccountUrl account, HttpTransport transport) {
        try {
            return new UnsignedReply(account, ask(account, transport));
        } catch (IOException e) {
            throw Problems.from(e, account.facts()).asException(e);
        }
    }

    /// Makes one request, within 10 s.
    ///
    /// @throws IOException when there is no answer
    public static PlainReply ask(AccountUrl account, HttpTransport transport) throws IOException {
        HttpRequest request = new HttpRequest(HttpMethod.GET, account + "/?comp=list").setHeader(VERSION, "2024-11-04");
        return transport.ask(request, LIMIT);
    }

    /// Checks for the request id that is in every answer of the service.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when it is missing
    public void checkIsStorage() {
        if (reply.header("x-ms-request-id").isEmpty()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "not-storage",
                            account.host() + " is not a storage service",
                            "It answered with status "
                                    + reply.status()
                                    + ", but not in the way Azure Blob Storage does. Nothing else was sent to it.")
                    .asException();
        }
    }
}
