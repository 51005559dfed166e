package dev.blobdrop.core.net;

import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;

import dev.blobdrop.core.config.Environment;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// The HTTP client for sign-in and storage alike, with the trust and the environment of this run.
/// Safe for use by many threads; its connections end with the process.
public final class HttpTransport {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /// Where managed identities are asked for: a property of the machine, not of one run.
    private static final String METADATA_ADDRESS = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private final HttpClient client;
    private final Configuration configuration;

    private final Optional<TrustedCertificates> trusted;

    private HttpTransport(
            HttpClient client, Configuration configuration, Optional<TrustedCertificates> trusted) {
        this.client = client;
        this.configuration = configuration;
        this.trusted = trusted;
    }

    /// @param caFile certificates in PEM form that are trusted besides the system's own
    /// @throws dev.blobdrop.core.problem.ProblemException when the file is missing or no
    ///     certificate
    public static HttpTransport create(Optional<Path> caFile, Environment environment) {
        Configuration configuration = configuration(environment);
        Optional<TrustedCertificates> trusted = caFile.map(TrustedCertificates::with);
        NettyAsyncHttpClientBuilder builder =
                trusted.map(HttpTransport::secured)
                        .map(NettyAsyncHttpClientBuilder::new)
                        .orElseGet(NettyAsyncHttpClientBuilder::new)
                        .configuration(configuration)
                        .connectTimeout(CONNECT)
                        .writeTimeout(SILENCE)
                        .responseTimeout(SILENCE)
                        .readTimeout(SILENCE);
        return new HttpTransport(builder.build(), configuration, trusted);
    }

    public HttpClient client() {
        return client;
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

    private static reactor.netty.http.client.HttpClient secured(TrustedCertificates trusted) {
        SslContext context = context(trusted);
        return reactor.netty.http.client.HttpClient.create()
                .secure(spec -> spec.sslContext(context));
    }

    private static SslContext context(TrustedCertificates trusted) {
        try {
            return SslContextBuilder.forClient().trustManager(trusted.trustManagers()).build();
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
