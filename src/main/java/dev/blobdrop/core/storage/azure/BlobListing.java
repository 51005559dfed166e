package dev.blobdrop.core.storage.azure;

import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Parses a page of the service's "List Blobs" as it arrives, skipping what nobody here needs.
final class BlobListing {
    private static final String RESULTS = "EnumerationResults";
    private static final List<String> HEADERS =
            List.of("Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language");

    /// The properties that we need; there are many others.
    private static final Set<String> WANTED = Stream.concat(
                    HEADERS.stream(),
                    Stream.of(
                            "Etag",
                            "Content-Length",
                            "Content-MD5",
                            "Content-Type",
                            "Last-Modified",
                            "ResourceType",
                            "TagCount",
                            "AccessTier",
                            "AccessTierInferred"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int DATE_LENGTH = "Thu, 01 Jan 2026 00:00:00 GMT".length();

    private final XmlText xml;
    private final List<FoundBlob> blobs = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();
    private Optional<String> next = Optional.empty();

    private BlobListing(InputStream in) {
        this.xml = new XmlText(in);
    }

    /// @param in not closed here
    /// @throws IOException also when the page is incomplete
    static Page<FoundBlob> read(InputStream in) throws IOException {
        BlobListing listing = new BlobListing(in);
        listing.read();
        return new Page<>(listing.blobs, listing.next);
    }

    /// The same as entries to show, folders after the blobs.
    static Page<Entry> entries(InputStream in) throws IOException {
        BlobListing listing = new BlobListing(in);
        listing.read();
        List<Entry> entries = new ArrayList<>(listing.blobs.size() + listing.folders.size());
        for (FoundBlob blob : listing.blobs) {
            BlobProperties found = blob.properties();
            entries.add(new Entry.Blob(blob.name(), found.size(), found.modified(), found.contentType()));
        }
        listing.folders.forEach(name -> entries.add(new Entry.Prefix(name)));
        return new Page<>(entries, listing.next);
    }

    private void read() throws IOException {
        xml.begin(RESULTS);
        while (xml.nextStart(RESULTS)) {
            switch (xml.name()) {
                case "Blobs" -> {}
                case "Blob" -> blobs.add(blob());
                case "BlobPrefix" -> folders.add(folder());
                case "NextMarker" -> next = Optional.of(xml.value()).filter(mark -> !mark.isEmpty());
                default -> xml.skip();
            }
        }
    }

    private String folder() throws IOException {
        String name = "";
        while (xml.nextStart("BlobPrefix")) {
            if (xml.name().equals("Name")) {
                name = name();
            } else {
                xml.skip();
            }
        }
        return name;
    }

    private FoundBlob blob() throws IOException {
        String name = "";
        Map<String, String> properties = new HashMap<>();
        List<String> metadata = new ArrayList<>();
        boolean saysFolder = false;
        while (xml.nextStart("Blob")) {
            switch (xml.name()) {
                case "Name" -> name = name();
                case "Metadata" -> {
                    boolean isEmpty = xml.isEmpty();
                    while (!isEmpty && xml.nextStart("Metadata")) {
                        String key = xml.name();
                        String value = xml.value();
                        metadata.add("metadata " + key);
                        saysFolder |= key.equalsIgnoreCase("hdi_isfolder") && value.equalsIgnoreCase("true");
                    }
                }
                case "Properties" -> {
                    boolean isEmpty = xml.isEmpty();
                    while (!isEmpty && xml.nextStart("Properties")) {
                        String key = xml.name();
                        if (WANTED.contains(key)) {
                            String value = xml.value();
                            if (!value.isEmpty()) {
                                properties.put(key, value);
                            }
                        } else {
                            xml.skip();
                        }
                    }
                }
                default -> xml.skip();
            }
        }
        return found(name, properties, metadata, saysFolder);
    }

    /// A name with characters that XML cannot contain is percent-encoded.
    private String name() throws IOException {
        boolean isEncoded = xml.contains("Encoded=\"true\"");
        String text = xml.value();
        return isEncoded ? URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8) : text;
    }

    /// A listing has ETags without the quotation marks that a condition needs. In an account with a
    /// hierarchical namespace, each directory is an empty blob that says so.
    private static FoundBlob found(
            String name, Map<String, String> properties, List<String> metadata, boolean saysFolder) throws IOException {
        String etag = properties.getOrDefault("Etag", "");
        long size = number(properties.getOrDefault("Content-Length", "0"));
        boolean isFolder = size == 0 && (saysFolder || "directory".equals(properties.get("ResourceType")));
        return new FoundBlob(
                name,
                new BlobProperties(
                        etag.startsWith("\"") ? etag : "\"" + etag + "\"",
                        size,
                        Optional.ofNullable(properties.get("Content-MD5")).map(BlobListing::hex),
                        Optional.ofNullable(properties.get("Content-Type")),
                        Optional.ofNullable(properties.get("Last-Modified")).flatMap(BlobListing::time),
                        isFolder,
                        extras(properties, metadata)),
                isFolder);
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("The listing has a size that is no number", e);
        }
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    /// Settings that a new blob in this one's place would not have.
    private static List<String> extras(Map<String, String> properties, List<String> metadata) {
        List<String> extras = new ArrayList<>();
        for (String name : HEADERS) {
            String value = properties.get(name);
            if (value != null) {
                extras.add(name + ": " + value);
            }
        }
        extras.addAll(metadata);
        String tags = properties.get("TagCount");
        if (tags != null) {
            extras.add("tags: " + tags);
        }
        if (properties.containsKey("AccessTier") && !properties.containsKey("AccessTierInferred")) {
            extras.add("access tier: " + properties.get("AccessTier"));
        }
        return extras;
    }

    /// Reads the service's date format by position, because a listing has many.
    static Optional<Instant> time(String text) {
        try {
            if (text.length() == DATE_LENGTH && text.endsWith(" GMT")) {
                int month = MONTHS.indexOf(text.substring(8, 11)) / 3 + 1;
                long day = LocalDate.of(digits(text, 12, 16), month, digits(text, 5, 7))
                        .toEpochDay();
                return Optional.of(Instant.ofEpochSecond(day * 86_400
                        + digits(text, 17, 19) * 3_600
                        + digits(text, 20, 22) * 60
                        + digits(text, 23, 25)));
            }
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
