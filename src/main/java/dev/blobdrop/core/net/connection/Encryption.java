package dev.blobdrop.core.net.connection;

import dev.blobdrop.core.problem.ProblemException;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// Creates the TLS engine of each connection: BoringSSL through Netty's library, or Java's own
/// where there is none for this machine. Every engine checks the certificate and that it is the
/// host's.
///
/// If the CA file is replaced while the program runs, as those in a cluster are, the new one
/// applies to connections opened from then on. While it is broken or missing, the old one does.
/// Safe for use by many threads.
public final class Encryption {
    private final Optional<Path> caFile;
    private final Optional<SslProvider> provider;
    private Optional<FileState> seen;
    private Optional<TrustedCertificates> trusted;
    private Optional<SslContext> context = Optional.empty();

    /// Shows that a file was replaced.
    private record FileState(FileTime modified, long size) {
        static Optional<FileState> of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new FileState(now.lastModifiedTime(), now.size()));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /// Encryption by the best library for this machine.
    ///
    /// @param caFile certificates in PEM form that are trusted in addition to the system's own
    /// @throws ProblemException when the file is missing or contains no certificate
    public Encryption(Optional<Path> caFile) {
        this(caFile, Optional.empty());
    }

    /// @param provider empty for the best one for this machine
    public Encryption(Optional<Path> caFile, Optional<SslProvider> provider) {
        this.caFile = caFile;
        this.provider = provider;
        this.seen = caFile.flatMap(FileState::of);
        this.trusted = caFile.map(TrustedCertificates::with);
    }

    /// An engine for one connection, to be released after it.
    ///
    /// @throws SSLException when TLS is not available on this machine
    synchronized SSLEngine engine(Host host) throws SSLException {
        renew();
        if (context.isEmpty()) {
            context = Optional.of(newContext());
        }
        SSLEngine engine = context.get().newEngine(UnpooledByteBufAllocator.DEFAULT, host.name(), host.port());
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SslContext newContext() throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient();
        trusted.map(TrustedCertificates::trustManager).ifPresent(builder::trustManager);
        provider.ifPresent(builder::sslProvider);
        return builder.endpointIdentificationAlgorithm("HTTPS").build();
    }

    private void renew() {
        Optional<FileState> now = caFile.flatMap(FileState::of);
        if (now.isEmpty() || now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            trusted = caFile.map(TrustedCertificates::with);
            context = Optional.empty();
        } catch (ProblemException e) {
            // It may be half written; it will have changed again when it is complete.
        }
    }

    /// The same trusted certificates for connections through Java's own TLS.
    public synchronized SSLContext javaContext() {
        renew();
        return trusted.map(TrustedCertificates::context).orElseGet(TrustedCertificates::systemContext);
    }
}
