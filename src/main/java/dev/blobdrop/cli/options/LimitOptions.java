package dev.blobdrop.cli.options;

import dev.blobdrop.cli.output.Json;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.flow.Patience;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that transfers files, either way: how fast, how long, and where the
/// summary goes.
public final class LimitOptions {
    private static final int MOST_AT_ONCE = 256;

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

    /// @param usual what holds where nothing else is said
    public EngineSettings settings(Patience usual) {
        EngineSettings settings = EngineSettings.standard()
                .withConcurrency(OptionValues.number("--concurrency", concurrency, MOST_AT_ONCE))
                .withPatience(patience.map(text -> OptionValues.duration("--patience", text))
                        .map(usual::withoutSuccess)
                        .orElse(usual));
        return rateFile()
                .map(RateFile::read)
                .or(() -> bandwidth.map(text -> OptionValues.rate("--bandwidth", text)))
                .map(settings::withBandwidth)
                .orElse(settings);
    }

    public Optional<RateFile> rateFile() {
        return bandwidth
                .filter(text -> text.startsWith("@"))
                .map(text -> new RateFile("--bandwidth", Path.of(text.substring(1))));
    }

    /// @throws dev.blobdrop.core.problem.ProblemException when the summary could not be written
    public void checkSummaryFile() {
        // One that is refused is not tried again at the end.
        Optional<Path> wanted = summaryFile;
        summaryFile = Optional.empty();
        wanted.ifPresent(file -> new SummaryFile(file).check());
        summaryFile = wanted;
    }

    public boolean keepsSummary() {
        return summaryFile.isPresent();
    }

    public void write(Json summary) {
        summaryFile.ifPresent(file -> new SummaryFile(file).write(summary));
    }
}
