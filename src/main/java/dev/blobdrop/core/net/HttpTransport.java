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

/// The HTTP client for sign-in and storage, with the trusted certificates and the environment of
/// this run. Safe for use by many threads; its connections end with the process.
public final class HttpTransport {
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /// The endpoint of managed identities, a property of the machine and not of one run.
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

    /// A transport with its own connections.
    ///
    /// @param caFile certificates in PEM form that are trusted in addition to the system's own
    /// @throws dev.blobdrop.core.problem.ProblemException when the file is missing or contains no
    ///     certificate, or the proxy's address cannot be used
    public static HttpTransport create(Optional<Path> caFile, Environment environment) {
        return create(caFile, environment, SILENCE);
    }

    /// The same with another limit.
    ///
    /// @param silence how long a connection may transfer no byte before its request fails
    public static HttpTransport create(Optional<Path> caFile, Environment environment, Duration silence) {
        TrustedHosts hosts = TrustedHosts.with(List.of(), environment);
        return create(caFile, environment, silence, hosts);
    }

    /// The same with more hosts that may get a token.
    ///
    /// @param hosts may be extended later
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

    /// Loads what every connection needs, in the background, for a program that is about to open
    /// one and has other things to do first.
    ///
    /// @param system whether the system's certificate authorities are likely to be needed
    public static void warmUp(boolean system) {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            NativeTls.isMissedBadly();
            if (system) {
                TrustedCertificates.system();
            }
        });
    }

    /// Opens a connection for the next request, in the background.
    public void prepare(URI address) {
        try {
            connections.prepare(Host.of(address.toURL()));
        } catch (IOException | IllegalArgumentException e) {
            // The next request will report it.
        }
    }

    /// The client for the Azure libraries.
    public HttpClient client() {
        return client;
    }

    /// The hosts that may get a token. No request with a token goes to any other.
    public TrustedHosts hosts() {
        return hosts;
    }

    /// The proxy for most hosts.
    public Optional<WebProxy> proxy() {
        return proxy;
    }

    /// Makes a request over the same connections, but without the Azure libraries' retries and
    /// interpretation of the response.
    ///
    /// @param limit how long the response may take, once connected
    /// @throws IOException when there was no response
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

    /// Makes a request whose head is written already, over the same connections. It is repeated
    /// only as [RawRequest#isSafe] allows, and any response is returned.
    ///
    /// @throws IOException when there was no complete response; the connection is closed then, and
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
                        throw new IOException("The answer is longer than 32 MiB");
                    }
                    return new RawAnswer(reply.head(), content);
                });
    }

    /// The trusted certificates of this run, for connections outside of the Azure libraries.
    public SSLContext tls() {
        return encryption.javaContext();
    }

    /// The environment variables of this run for the Azure libraries. The process's own environment
    /// is not consulted.
    public Configuration configuration() {
        return configuration;
    }

    /// The same for any set of variables. A variable that only the process has is hidden by an
    /// empty value, because the libraries would look up a missing name in the process's
    /// environment.
    public static Configuration configuration(Environment environment) {
        Map<String, String> variables = new HashMap<>(environment.variables());
        System.getenv().keySet().stream()
                .filter(name -> !name.equals(METADATA_ADDRESS))
                .forEach(name -> variables.putIfAbsent(name, ""));
        return new ConfigurationBuilder(path -> Map.of(), path -> Map.of(), path -> variables).build();
    }
}
