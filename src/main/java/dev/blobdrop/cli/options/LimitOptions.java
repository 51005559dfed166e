package dev.blobdrop.cli.options;

import dev.blobdrop.cli.output.Json;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.flow.Patience;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that transfers files: how fast, how long, and where the summary
/// goes.
public final class LimitOptions {
    private static final int MOST_CONCURRENT = 256;

    @Option(
            names = "--bandwidth",
            paramLabel = "RATE",
            description = "Limit the bytes per second, such as 10M or 2MiB. @FILE reads the limit from a file,"
                    + " which you can change during the run.")
    public Optional<String> bandwidth;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "" + EngineSettings.DEFAULT_CONCURRENCY,
            description = "Maximum number of concurrent requests, 1 to 256 (default: ${DEFAULT-VALUE}). Up to"
                    + " this limit, the best number is chosen automatically.")
    String concurrency;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "How long to keep trying without any success, such as 30s or 10m (default: 10s before"
                    + " the first success, 2m after it).")
    Optional<String> patience = Optional.empty();

    @Option(
            names = "--summary-file",
            paramLabel = "FILE",
            description = "Also write the summary to this file, as one JSON object, with the name of"
                    + " everything that failed.")
    Optional<Path> summaryFile;

    /// The engine's settings with these options.
    ///
    /// @param standard the patience without `--patience`
    public EngineSettings settings(Patience standard) {
        EngineSettings settings = EngineSettings.standard()
                .withConcurrency(OptionValues.number("--concurrency", concurrency, MOST_CONCURRENT))
                .withPatience(patience.map(text -> OptionValues.duration("--patience", text))
                        .map(standard::withoutSuccess)
                        .orElse(standard));
        return rateFile()
                .map(RateFile::read)
                .or(() -> bandwidth.map(text -> OptionValues.rate("--bandwidth", text)))
                .map(settings::withBandwidth)
                .orElse(settings);
    }

    /// The file of `--bandwidth @FILE`, if given.
    public Optional<RateFile> rateFile() {
        return bandwidth
                .filter(text -> text.startsWith("@"))
                .map(text -> new RateFile("--bandwidth", Path.of(text.substring(1))));
    }

    /// Checks before any work that the summary can be written.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot
    public void checkSummaryFile() {
        // If the check fails, the end of the command must not try again.
        Optional<Path> wanted = summaryFile;
        summaryFile = Optional.empty();
        wanted.ifPresent(file -> new SummaryFile(file).check());
        summaryFile = wanted;
    }

    /// Whether `--summary-file` was given.
    public boolean keepsSummary() {
        return summaryFile.isPresent();
    }

    /// Writes the summary to the `--summary-file`, if one was given.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot be written
    public void write(Json summary) {
        summaryFile.ifPresent(file -> new SummaryFile(file).write(summary));
    }
}
