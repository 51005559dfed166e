package dev.blobdrop.cli.options;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Setting;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.UploadRequest;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that uploads files.
public final class UploadOptions {
    @Option(
            names = "--to",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Upload to this folder in the container, such as reports/2026.")
    public String to;

    @Option(
            names = "--integrity",
            completionCandidates = Choices.Sums.class,
            paramLabel = "SUMS",
            defaultValue = "auto",
            description = "Checksums: auto (default: CRC64 for each request; MD5 stored with the blob if it is"
                    + " written in one request, or if this machine has more than two processors), crc64+md5"
                    + " (always MD5), crc64, or none.")
    String integrity;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Upload only matching files, such as '*.csv'. Can be repeated.")
    List<String> include = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Skip matching files, such as '*.tmp' or 'cache/**'. Can be repeated.")
    List<String> exclude = List.of();

    @Option(names = "--verify", description = "Read every blob back and compare it with the file.")
    boolean verify;

    /// The options that uploads share with downloads.
    @Mixin
    public LimitOptions limits = new LimitOptions();

    /// Applies these options to a request.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when one of them is invalid
    public UploadRequest apply(UploadRequest request) {
        return request.under(prefix())
                .with(Choices.parse("--integrity", integrity, Integrity.values(), Integrity::id))
                .only(new NameFilter(include, exclude))
                .verified(verify);
    }

    private String prefix() {
        if (to.startsWith("/")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-prefix",
                            "--to cannot be '" + to + "'",
                            "Folders in a container do not start with a slash.")
                    .withRemedy(Remedy.set(Setting.TO, to.replaceFirst("^/+", ""), ""))
                    .asException();
        }
        return to;
    }
}
