package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.Context;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.problem.Problems;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/// The HTTP client for sign-in and storage alike, with the trust and the environment of this run.
/// Safe for use by many threads; its connections end with the process.
public final class HttpTransport {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /// Where managed identities are asked for: a property of the machine, not of one run.
    private static final String METADATA_ADDRESS = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    /// Behind a proxy, names that only it knows are common.
    private static final AddressResolverGroup<?> BY_THE_PROXY = NoopAddressResolverGroup.INSTANCE;

    /// The context's name for a buffer with an array that takes the content of an answer 206 as it
    /// arrives; the answer then has none. Through a proxy it is not used.
    public static final String INTO = "blobdrop-into";

    private final HttpClient client;
    private final Configuration configuration;

    private final Optional<TrustedCertificates> trusted;
    private final Optional<WebProxy> proxy;
    private final TrustedHosts hosts;

    private HttpTransport(
            HttpClient client,
            Configuration configuration,
            Optional<TrustedCertificates> trusted,
            Optional<WebProxy> proxy,
            TrustedHosts hosts) {
        this.client = client;
        this.hosts = hosts;
        this.proxy = proxy;
        this.configuration = configuration;
        this.trusted = trusted;
    }

    /// @param caFile certificates in PEM form that are trusted besides the system's own
    /// @throws dev.blobdrop.core.problem.ProblemException when the file is missing or no
    ///     certificate, or when the proxy's address cannot be used
    public static HttpTransport create(Optional<Path> caFile, Environment environment) {
        return create(caFile, environment, SILENCE);
    }

    /// The same with another limit.
    ///
    /// @param silence how long a connection may move no byte before its request has failed
    public static HttpTransport create(
            Optional<Path> caFile, Environment environment, Duration silence) {
        TrustedHosts hosts = TrustedHosts.with(List.of(), environment);
        return create(caFile, environment, silence, hosts);
    }

    /// The same with more hosts that may get a token.
    ///
    /// @param hosts what is added to it later counts from then on
    public static HttpTransport create(
            Optional<Path> caFile, Environment environment, TrustedHosts hosts) {
        return create(caFile, environment, SILENCE, hosts);
    }

    private static HttpTransport create(
            Optional<Path> caFile, Environment environment, Duration silence, TrustedHosts hosts) {
        Configuration configuration = configuration(environment);
        Optional<TrustedCertificates> trusted = caFile.map(TrustedCertificates::with);
        Optional<WebProxy> proxy = WebProxy.of(environment);
        HttpClient direct =
                new DirectClient(
                        new ConnectionPool(
                                context(trusted.map(TrustedCertificates::trustManagers)), silence));
        HttpClient client =
                proxy.<HttpClient>map(
                                known ->
                                        new RoutedClient(
                                                known,
                                                builder(configuration, trusted, silence)
                                                        .proxy(known.options())
                                                        .build(),
                                                direct))
                        .orElse(direct);
        return new HttpTransport(
                new GuardedClient(client, hosts), configuration, trusted, proxy, hosts);
    }

    private static NettyAsyncHttpClientBuilder builder(
            Configuration configuration, Optional<TrustedCertificates> trusted, Duration silence) {
        return new NettyAsyncHttpClientBuilder(base(trusted))
                .configuration(configuration)
                .connectTimeout(CONNECT)
                .writeTimeout(silence)
                .responseTimeout(silence)
                .readTimeout(silence);
    }

    public HttpClient client() {
        return client;
    }

    /// The hosts that a token is sent to. To any other, no request with one leaves this client.
    public TrustedHosts hosts() {
        return hosts;
    }

    /// The proxy that requests to most hosts go through.
    public Optional<WebProxy> proxy() {
        return proxy;
    }

    /// Makes one request of our own, beside the Azure libraries, over the same connections: without
    /// their retries, and with an answer that nobody has interpreted.
    ///
    /// @param limit how long the answer may take, once connected
    /// @throws IOException when there was no answer
    public PlainReply ask(HttpRequest request, Duration limit) throws IOException {
        Context patience = new Context("azure-response-timeout", limit);
        try (HttpResponse response = client.sendSync(request, patience)) {
            Map<String, String> headers = new HashMap<>();
            response.getHeaders()
                    .forEach(
                            header ->
                                    headers.put(
                                            header.getName().toLowerCase(Locale.ROOT),
                                            header.getValue()));
            BinaryData body = response.getBodyAsBinaryData();
            return new PlainReply(
                    response.getStatusCode(), headers, body == null ? "" : body.toString());
        } catch (RuntimeException e) {
            throw Problems.causes(e).stream()
                    .filter(IOException.class::isInstance)
                    .map(IOException.class::cast)
                    .findFirst()
                    .orElseGet(() -> new IOException(e.getMessage(), e));
        }
    }

    /// Makes one request whose head is written already, over the same connections. It is repeated
    /// only as [RawRequest#isSafe] says, and whatever its answer, that is returned.
    ///
    /// @throws IOException when there was no complete answer; the connection is closed then, and
    ///     nobody reads the body or writes into the buffer any more
    /// @throws dev.blobdrop.core.problem.ProblemException when the host may not get a token
    public RawAnswer exchange(RawRequest request) throws IOException {
        return BridgedExchange.of(client, request);
    }

    /// The same trust for connections of our own, beside the Azure libraries.
    public SSLContext tls() {
        return trusted.map(TrustedCertificates::context)
                .orElseGet(TrustedCertificates::systemContext);
    }

    /// The variables of this run as the Azure libraries want them. It does not fall through to the
    /// process's own environment.
    public Configuration configuration() {
        return configuration;
    }

    /// As the builder itself would make it, but with our trust and with bodies that are encrypted
    /// no sooner than the socket takes them.
    private static reactor.netty.http.client.HttpClient base(
            Optional<TrustedCertificates> trusted) {
        var plain =
                reactor.netty.http.client.HttpClient.create()
                        .resolver(BY_THE_PROXY)
                        .doOnChannelInit((observer, channel, address) -> BodySlices.into(channel));
        return trusted.map(TrustedCertificates::trustManagers)
                .map(managers -> context(Optional.of(managers)))
                .map(context -> plain.secure(spec -> spec.sslContext(context)))
                .orElse(plain);
    }

    /// The certificate must be valid for the host's name.
    private static SslContext context(Optional<TrustManagerFactory> trusted) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            trusted.ifPresent(builder::trustManager);
            return builder.endpointIdentificationAlgorithm("HTTPS").build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    /// The same for any set of variables. What the process has and the set has not is masked by an
    /// empty value, because a name that is missing would be looked up in the process's environment.
    public static Configuration configuration(Environment environment) {
        Map<String, String> variables = new HashMap<>(environment.variables());
        System.getenv().keySet().stream()
                .filter(name -> !name.equals(METADATA_ADDRESS))
                .forEach(name -> variables.putIfAbsent(name, ""));
        return new ConfigurationBuilder(path -> Map.of(), path -> Map.of(), path -> variables)
                .build();
    }
}
