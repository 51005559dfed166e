package dev.blobdrop.cli;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.EngineSettings;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.UploadRequest;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The options of every command that uploads files.
final class TransferOptions {
    private static final int MOST_AT_ONCE = 256;

    @Option(
            names = "--to",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Folder in the container, such as reports/2026.")
    String to;

    @Option(
            names = "--integrity",
            paramLabel = "SUMS",
            defaultValue = "crc64+md5",
            description =
                    "Checksums: crc64+md5 (default: CRC64 of each request, MD5 of the whole stored"
                            + " with the blob), crc64, or none.")
    String integrity;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only files like this, such as '*.csv'; may be repeated.")
    List<String> include = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Not files like this, such as '*.tmp' or 'cache/**'; may be repeated.")
    List<String> exclude = List.of();

    @Option(names = "--verify", description = "Read every blob back and compare.")
    boolean verify;

    @Option(
            names = "--bandwidth",
            paramLabel = "RATE",
            description =
                    "At most that many bytes per second, such as 10M or 2MiB. @FILE reads the rate"
                            + " from a file, which may be changed meanwhile.")
    Optional<String> bandwidth;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "" + EngineSettings.DEFAULT_CONCURRENCY,
            description =
                    "The most requests in flight at once, 1 to 256 (default: ${DEFAULT-VALUE});"
                            + " how many serve best is found out.")
    String concurrency;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description =
                    "How long to go on without any success before giving up, such as 30s or 10m"
                            + " (default: 10s before the first success, 2m after it).")
    Optional<String> patience = Optional.empty();

    @Option(
            names = "--summary-file",
            paramLabel = "FILE",
            description = "Also write the summary there, as one JSON object.")
    Optional<Path> summaryFile;

    /// The request with what these options say.
    UploadRequest apply(UploadRequest request) {
        return request.under(prefix())
                .with(Integrity.parse(integrity))
                .only(new NameFilter(include, exclude))
                .verified(verify);
    }

    EngineSettings settings(Session session) {
        EngineSettings settings =
                EngineSettings.standard()
                        .withConcurrency(
                                Quantities.number("--concurrency", concurrency, MOST_AT_ONCE))
                        .withPatience(
                                patience.map(text -> Quantities.duration("--patience", text))
                                        .map(session.patience()::withoutSuccess)
                                        .orElse(session.patience()));
        return rateFile()
                .map(RateFile::read)
                .or(() -> bandwidth.map(text -> Quantities.rate("--bandwidth", text)))
                .map(settings::withBandwidth)
                .orElse(settings);
    }

    Optional<RateFile> rateFile() {
        return bandwidth
                .filter(text -> text.startsWith("@"))
                .map(text -> new RateFile("--bandwidth", Path.of(text.substring(1))));
    }

    /// @throws dev.blobdrop.core.problem.ProblemException when the summary could not be written
    void checkSummaryFile() {
        // One that is refused is not tried again at the end.
        Optional<Path> wanted = summaryFile;
        summaryFile = Optional.empty();
        wanted.ifPresent(file -> new SummaryFile(file).check());
        summaryFile = wanted;
    }

    void write(Json summary) {
        summaryFile.ifPresent(file -> new SummaryFile(file).write(summary));
    }

    private String prefix() {
        if (to.startsWith("/")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-prefix",
                            "--to cannot be '" + to + "'",
                            "Folders in a container do not begin with a slash.")
                    .withRemedy("--to " + to.replaceFirst("^/+", ""))
                    .asException();
        }
        return to;
    }
}
