package dev.blobdrop.core.storage.azure;

import dev.blobdrop.core.net.RawAnswer;
import dev.blobdrop.core.storage.BlobProperties;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What the headers of an answer say of a blob, in our own types.
final class RawTypes {
    private static final String METADATA = "x-ms-meta-";

    /// What an empty blob that stands for a folder has in its metadata.
    private static final String FOLDER = METADATA + "hdi_isfolder";

    /// Accounts with real folders say it so, too.
    private static final String RESOURCE_TYPE = "x-ms-resource-type";

    private static final List<String> HEADERS =
            List.of("Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language");

    private RawTypes() {}

    /// Whether the service says that there is no such blob, as it does for each name that is free.
    static boolean isAbsent(RawAnswer answer) {
        return answer.status() == 404
                && answer.header("x-ms-error-code")
                        .filter("BlobNotFound"::equals)
                        .isPresent();
    }

    /// The same answer.
    ///
    /// @throws RuntimeException as the SDK's clients throw it, when it has another status
    static RawAnswer expect(int status, RawAnswer answer) {
        if (answer.status() != status) {
            throw RefusedAnswer.exception(answer);
        }
        return answer;
    }

    /// @throws RuntimeException as the SDK's clients throw it, when the answer is not the part that
    ///     was asked for
    static void checkPart(RawAnswer answer, long offset) {
        Optional<String> range = answer.header("Content-Range");
        boolean isAnother =
                range.filter(r -> !r.startsWith("bytes " + offset + "-")).isPresent();
        if (answer.status() == 200 || isAnother) {
            throw SdkTypes.oddAnswer(
                    RefusedAnswer.of(answer),
                    "The response has a different range than requested: " + range.orElse("all"));
        }
        expect(206, answer);
    }

    /// Metadata are headers, whose names are the same in upper and lower case.
    static BlobProperties properties(RawAnswer answer) {
        long size = Long.parseLong(answer.header("Content-Length").orElse("0"));
        boolean says = answer.header(FOLDER).filter("true"::equalsIgnoreCase).isPresent()
                || answer.header(RESOURCE_TYPE)
                        .filter("directory"::equalsIgnoreCase)
                        .isPresent();
        return new BlobProperties(
                etag(answer),
                size,
                answer.header("Content-MD5").map(Base64.getDecoder()::decode).map(HexFormat.of()::formatHex),
                answer.header("Content-Type"),
                answer.header("Last-Modified").flatMap(RawTypes::time),
                size == 0 && says,
                extras(answer));
    }

    /// Without the quotation marks around it, as the SDK has it.
    static String etag(RawAnswer answer) {
        String etag = answer.header("ETag").orElse("");
        boolean quoted = etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// What a new blob in the place of this one would not have.
    private static List<String> extras(RawAnswer answer) {
        List<String> extras = new ArrayList<>();
        for (String name : HEADERS) {
            answer.header(name).filter(value -> !value.isEmpty()).ifPresent(value -> extras.add(name + ": " + value));
        }
        List<String> metadata = new ArrayList<>();
        for (int i = 0; i < answer.headers().size(); i += 2) {
            String name = answer.headers().get(i);
            if (name.startsWith(METADATA)) {
                metadata.add("metadata " + name.substring(METADATA.length()));
            }
        }
        extras.addAll(metadata.stream().sorted().toList());
        answer.header("x-ms-tag-count").ifPresent(count -> extras.add("tags: " + count));
        if (answer.header("x-ms-access-tier-inferred").isEmpty()) {
            answer.header("x-ms-access-tier").ifPresent(tier -> extras.add("access tier: " + tier));
        }
        return extras;
    }
}
