package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.Context;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.net.connection.ConnectionPool;
import dev.blobdrop.core.net.connection.Encryption;
import dev.blobdrop.core.net.connection.Exchanges;
import dev.blobdrop.core.net.connection.Host;
import dev.blobdrop.core.net.connection.TrustedCertificates;
import dev.blobdrop.core.net.connection.WebProxy;
import dev.blobdrop.core.problem.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The HTTP client for sign-in and storage alike, with the trust and the environment of this run.
/// Safe for use by many threads; its connections end with the process.
public final class HttpTransport {
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /// Where managed identities are asked for: a property of the machine, not of one run.
    private static final String METADATA_ADDRESS = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private static final int MOST_CONTENT = 32 * 1024 * 1024;
    private static final byte[] NOTHING = {};

    private final ConnectionPool connections;
    private final Exchanges exchanges;
    private final HttpClient client;
    private final Configuration configuration;
    private final Encryption encryption;
    private final Optional<WebProxy> proxy;
    private final TrustedHosts hosts;

    private HttpTransport(
            ConnectionPool connections,
            Configuration configuration,
            Encryption encryption,
            Optional<WebProxy> proxy,
            TrustedHosts hosts) {
        this.connections = connections;
        this.exchanges = new Exchanges(connections);
        this.client = new GuardedClient(new DirectClient(exchanges), hosts);
        this.hosts = hosts;
        this.proxy = proxy;
        this.configuration = configuration;
        this.encryption = encryption;
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
    public static HttpTransport create(Optional<Path> caFile, Environment environment, Duration silence) {
        TrustedHosts hosts = TrustedHosts.with(List.of(), environment);
        return create(caFile, environment, silence, hosts);
    }

    /// The same with more hosts that may get a token.
    ///
    /// @param hosts what is added to it later counts from then on
    public static HttpTransport create(Optional<Path> caFile, Environment environment, TrustedHosts hosts) {
        return create(caFile, environment, SILENCE, hosts);
    }

    private static HttpTransport create(
            Optional<Path> caFile, Environment environment, Duration silence, TrustedHosts hosts) {
        Encryption encryption = new Encryption(caFile);
        Optional<WebProxy> proxy = WebProxy.of(environment);
        return new HttpTransport(
                new ConnectionPool(encryption, proxy, silence), configuration(environment), encryption, proxy, hosts);
    }

    /// Loads what every connection takes, in the background, for a program that is about to make
    /// one and has other things to do first.
    ///
    /// @param system whether the system's authorities are likely to be needed
    public static void warmUp(boolean system) {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            NativeTls.isMissedBadly();
            if (system) {
                TrustedCertificates.system();
            }
        });
    }

    /// Opens a connection in the background, without any request: for the one that comes next.
    public void prepare(URI address) {
        try {
            connections.prepare(Host.of(address.toURL()));
        } catch (IOException | IllegalArgumentException e) {
            // That request will say so.
        }
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
                    .forEach(header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
            return new PlainReply(
                    response.getStatusCode(),
                    headers,
                    new String(CompleteAnswer.body(response), StandardCharsets.UTF_8));
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
        GuardedClient.check(hosts, request.host());
        return exchanges.make(
                request.host(),
                request.isSafe(),
                request.head(),
                request.body(),
                Optional.empty(),
                (connection, reply) -> {
                    if (request.into().isPresent() && Exchanges.isPart(reply)) {
                        Exchanges.fill(connection, reply, request.into().get());
                        return new RawAnswer(reply.head(), NOTHING);
                    }
                    byte[] content = Exchanges.read(reply.content(), MOST_CONTENT);
                    connection.finish(reply);
                    if (!reply.content().isWhole()) {
                        throw new IOException("The response is longer than 32 MiB");
                    }
                    return new RawAnswer(reply.head(), content);
                });
    }

    /// The same trust for connections of our own, beside the Azure libraries.
    public SSLContext tls() {
        return encryption.javaContext();
    }

    /// The variables of this run as the Azure libraries want them. It does not fall through to the
    /// process's own environment.
    public Configuration configuration() {
        return configuration;
    }

    /// The same for any set of variables. What the process has and the set has not is masked by an
    /// empty value, because a name that is missing would be looked up in the process's environment.
    public static Configuration configuration(Environment environment) {
        Map<String, String> variables = new HashMap<>(environment.variables());
        System.getenv().keySet().stream()
                .filter(name -> !name.equals(METADATA_ADDRESS))
                .forEach(name -> variables.putIfAbsent(name, ""));
        return new ConfigurationBuilder(path -> Map.of(), path -> Map.of(), path -> variables).build();
    }
}
