package dev.blobdrop.core.storage.azure;

import dev.blobdrop.core.net.RawAnswer;
import dev.blobdrop.core.storage.BlobProperties;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Converts the headers of an answer to our own types.
final class RawTypes {
    private static final String METADATA = "x-ms-meta-";

    /// The metadata of an empty blob that represents a folder.
    private static final String FOLDER = METADATA + "hdi_isfolder";

    /// The same in accounts with a hierarchical namespace.
    private static final String RESOURCE_TYPE = "x-ms-resource-type";

    private static final List<String> HEADERS =
            List.of("Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language");

    private RawTypes() {}

    /// Whether the service says that there is no such blob, as for each name that is free.
    static boolean isAbsent(RawAnswer answer) {
        return answer.status() == 404
                && answer.header("x-ms-error-code")
                        .filter("BlobNotFound"::equals)
                        .isPresent();
    }

    /// @return the same answer
    /// @throws RuntimeException as the SDK's clients throw it, if it has another status
    static RawAnswer expect(int status, RawAnswer answer) {
        if (answer.status() != status) {
            throw RefusedAnswer.exception(answer);
        }
        return answer;
    }

    /// @throws RuntimeException as the SDK's clients throw it, if the answer is not the requested
    ///     range
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

    /// Metadata are headers, whose names are case-insensitive.
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
                answer.header("Last-Modified").flatMap(BlobListing::time),
                size == 0 && says,
                extras(answer));
    }

    /// Without the quotation marks, as the SDK returns it.
    static String etag(RawAnswer answer) {
        String etag = answer.header("ETag").orElse("");
        boolean quoted = etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }

    /// Settings that a new blob in this one's place would not have.
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
