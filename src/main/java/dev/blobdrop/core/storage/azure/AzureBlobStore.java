package dev.blobdrop.core.storage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.blobdrop.core.net.CompleteAnswer;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.net.RawAnswer;
import dev.blobdrop.core.net.RenewableCredential;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.storage.BlobDetails;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobIntake;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The account behind the storage SDK. Only this class and [SdkTypes] use the SDK.
public final class AzureBlobStore implements BlobStore {
    private static final int PAGE_SIZE = 1000;

    /// The timeout for a blob's properties.
    private static final Duration PROPERTIES_TIMEOUT = Duration.ofSeconds(60);

    /// The caller retries: the SDK's retries have no jitter, ignore Retry-After and would repeat a
    /// refused sign-in four times.
    private static final RequestRetryOptions ONE_TRY =
            new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Integer) null, null, null, null);

    private final AccountUrl account;
    private final TokenCredential credential;
    private final HttpTransport transport;
    private volatile Connected connected;
    private final Supplier<Facts> identity;

    /// @param identity facts of the current identity for remedies, read when a request fails
    /// @throws ProblemException when no token may be sent to the account's host
    public AzureBlobStore(
            AccountUrl account, TokenCredential credential, HttpTransport transport, Supplier<Facts> identity) {
        if (account.endpoint().getScheme().equals("http")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "plain-http",
                            "Cannot sign in to " + account,
                            "Blobdrop never sends a token unencrypted.")
                    .withRemedy("azurite --oauth basic --cert CERT.pem --key KEY.pem   # and use https://")
                    .asException();
        }
        transport.hosts().check(account.host());
        this.account = account;
        this.identity = identity;
        this.credential = credential;
        this.transport = transport;
        connected = new Connected();
    }

    /// Everything that holds a token. The SDK's client is created at its first use, because most
    /// uploads never need it.
    private final class Connected {
        private final StorageOnlyCredential storage = new StorageOnlyCredential(credential);
        private final DirectRequests requests = new DirectRequests(
                transport,
                account,
                BlobServiceVersion.getLatest().getVersion(),
                new StorageToken(storage::token, AzureBlobStore.this::renew, Clock.systemUTC()),
                () -> service().getHttpPipeline());
        private Optional<BlobServiceClient> service = Optional.empty();

        private synchronized BlobServiceClient service() {
            if (service.isEmpty()) {
                service = Optional.of(new BlobServiceClientBuilder()
                        .endpoint(account.toString())
                        .credential(storage)
                        .httpClient(transport.client())
                        .configuration(transport.configuration())
                        .retryOptions(ONE_TRY)
                        .addPolicy(new RefusalForm())
                        .buildClient());
            }
            return service.get();
        }
    }

    private BlobServiceClient service() {
        return connected.service();
    }

    private DirectRequests requests() {
        return connected.requests;
    }

    /// Drops the token, because somebody else has signed in, or somebody has signed out.
    public void forgetToken() {
        connected = new Connected();
    }

    @Override
    public boolean renewSignIn() {
        boolean isRenewed = renew();
        if (isRenewed) {
            forgetToken();
        }
        return isRenewed;
    }

    /// @return whether the credential accepts that its token was refused
    private boolean renew() {
        if (credential instanceof RenewableCredential renewable) {
            renewable.renew();
            return true;
        }
        return false;
    }

    @Override
    public AccountUrl account() {
        return account;
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from) {
        return containers(prefix, from, PAGE_SIZE);
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from, int most) {
        return translating("", () -> {
            Map<String, String> query = query(prefix, false, from, most);
            return read(requests().containers(query), ContainerListing::read);
        });
    }

    @Override
    public Page<Entry> blobs(String container, String prefix, boolean recursive, Optional<String> from) {
        return list(container, prefix, recursive, from, PAGE_SIZE);
    }

    @Override
    public Page<Entry> folder(String container, String prefix, Optional<String> from, int most) {
        return list(container, prefix, false, from, most);
    }

    private Page<Entry> list(String container, String prefix, boolean recursive, Optional<String> from, int most) {
        return translating(container, () -> {
            Map<String, String> query = query(prefix, !recursive, from, most);
            return read(requests().list(container, query), BlobListing::entries);
        });
    }

    private static Map<String, String> query(String prefix, boolean oneLevel, Optional<String> from, int most) {
        Map<String, String> query = new TreeMap<>();
        query.put("maxresults", Integer.toString(most));
        if (oneLevel) {
            query.put("delimiter", "/");
        }
        from.ifPresent(mark -> query.put("marker", mark));
        if (!prefix.isEmpty()) {
            query.put("prefix", prefix);
        }
        return query;
    }

    /// Parses an answer as it arrives.
    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /// @throws RuntimeException as the SDK's clients throw it, for a refusal or an invalid answer
    private static <T> T read(HttpResponse answer, Reader<T> reader) {
        try (answer) {
            if (answer.getStatusCode() != 200) {
                throw RefusedAnswer.exception(answer);
            }
            try {
                return reader.read(CompleteAnswer.stream(answer));
            } catch (XmlText.OddXmlException e) {
                // Without the cause: an IOException would be taken for a connection failure.
                throw new HttpResponseException(e.getMessage(), answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Page<FoundBlob> below(String container, String prefix, Optional<String> from) {
        return names(container, prefix, false, from, PAGE_SIZE);
    }

    @Override
    public Page<FoundBlob> names(String container, String prefix, boolean oneLevel, Optional<String> from, int most) {
        Map<String, String> query = query(prefix, oneLevel, from, most);
        query.put("include", "metadata");
        return translating(container, () -> read(requests().list(container, query), BlobListing::read));
    }

    @Override
    public Optional<BlobProperties> find(BlobPath path) {
        return translating(path.container(), () -> {
            RawAnswer answer = requests().head(path);
            if (RawTypes.isAbsent(answer)) {
                return Optional.empty();
            }
            return Optional.of(RawTypes.properties(RawTypes.expect(200, answer)));
        });
    }

    @Override
    public Optional<BlobDetails> describe(BlobPath path) {
        return ifExists(path, () -> {
            var answer = client(path).getPropertiesWithResponse(null, PROPERTIES_TIMEOUT, Context.NONE);
            return SdkTypes.details(answer.getValue(), answer.getHeaders());
        });
    }

    private <T> Optional<T> ifExists(BlobPath path, Supplier<T> request) {
        return translating(path.container(), () -> {
            try {
                return Optional.of(request.get());
            } catch (BlobStorageException e) {
                if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public String put(
            BlobPath path, BlobContent content, OptionalLong crc64, BlobHeaders headers, Condition condition) {
        BlobHeaders sent = crc64.isPresent() ? typeOnly(headers) : headers;
        return translating(
                path.container(),
                () -> RawTypes.etag(RawTypes.expect(201, requests().put(path, content, crc64, sent, condition))));
    }

    @Override
    public void stage(BlobPath path, String blockId, BlobContent content, OptionalLong crc64) {
        translating(path.container(), () -> RawTypes.expect(201, requests().stage(path, blockId, content, crc64)));
    }

    @Override
    public BlockList blocks(BlobPath path) {
        return ifExists(path, () -> read(requests().blocks(path), BlockListing::read))
                .orElse(BlockList.EMPTY);
    }

    @Override
    public String commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition) {
        return translating(
                path.container(),
                () -> RawTypes.etag(RawTypes.expect(201, requests().commit(path, blockIds, headers, condition))));
    }

    @Override
    public InputStream read(BlobPath path) {
        return translating(path.container(), () -> client(path).openInputStream());
    }

    @Override
    public void read(BlobPath path, Condition.Unchanged seen, long offset, BlobIntake into) {
        int wanted = into.left();
        translating(path.container(), () -> {
            RawAnswer answer = requests().get(path, seen, offset, into);
            RawTypes.checkPart(answer, offset);
            return answer;
        });
        if (into.left() > 0) {
            throw Problem.of(
                            Problem.Kind.TRANSIENT,
                            "connection-lost",
                            "The connection was lost",
                            "%2$d of the %1$d requested bytes are missing.".formatted(wanted, into.left()))
                    .asException();
        }
    }

    @Override
    public void delete(BlobPath path, Condition.Unchanged condition) {
        translating(path.container(), () -> RawTypes.expect(202, requests().delete(path, condition)));
    }

    @Override
    public boolean createContainer(String name) {
        try {
            return translating(
                    name,
                    () -> service()
                            .getBlobContainerClient(BlobPath.container(name))
                            .createIfNotExists());
        } catch (ProblemException e) {
            throw e.problem().isMissingRole() ? roleOnAccount(e) : e;
        }
    }

    /// Drops the container from the remedies: a role cannot be assigned on one that does not exist
    /// yet.
    private ProblemException roleOnAccount(ProblemException e) {
        return StorageProblems.from(e.getCause(), account.facts().and(identity.get()))
                .asException(e.getCause());
    }

    private BlockBlobClient client(BlobPath path) {
        return service()
                .getBlobContainerClient(path.container())
                .getBlobClient(path.name())
                .getBlockBlobClient();
    }

    private <T> T translating(String container, Supplier<T> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            Facts facts = account.facts().and(identity.get());
            throw StorageProblems.from(e, container.isEmpty() ? facts : facts.with("ctr", container))
                    .asException(e)
                    .retryAfter(retryAfter(e));
        }
    }

    /// The pause that the service asks for ("Retry-After", in seconds).
    private static Optional<Duration> retryAfter(RuntimeException thrown) {
        return thrown instanceof BlobStorageException e && e.getResponse() != null
                ? Optional.ofNullable(e.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER))
                        .filter(text -> text.matches("\\d{1,5}"))
                        .map(text -> Duration.ofSeconds(Integer.parseInt(text)))
                : Optional.empty();
    }

    private static BlobHeaders typeOnly(BlobHeaders headers) {
        return BlobHeaders.of(headers.contentType());
    }
}
