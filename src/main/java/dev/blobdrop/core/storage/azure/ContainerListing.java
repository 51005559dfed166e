package dev.blobdrop.core.storage.azure;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses a page of the service's "List Containers".
final class ContainerListing {
    private static final String RESULTS = "EnumerationResults";

    private ContainerListing() {}

    /// @param in not closed here
    /// @throws IOException also when the page is incomplete
    static Page<Entry> read(InputStream in) throws IOException {
        XmlText xml = new XmlText(in);
        List<Entry> containers = new ArrayList<>();
        Optional<String> next = Optional.empty();
        xml.begin(RESULTS);
        while (xml.nextStart(RESULTS)) {
            switch (xml.name()) {
                case "Containers" -> {}
                case "Container" -> containers.add(container(xml));
                case "NextMarker" -> next = Optional.of(xml.value()).filter(mark -> !mark.isEmpty());
                default -> xml.skip();
            }
        }
        return new Page<>(containers, next);
    }

    private static Entry container(XmlText xml) throws IOException {
        String name = "";
        Optional<Instant> modified = Optional.empty();
        while (xml.nextStart("Container")) {
            switch (xml.name()) {
                case "Name" -> name = xml.value();
                case "Properties" -> {
                    boolean isEmpty = xml.isEmpty();
                    while (!isEmpty && xml.nextStart("Properties")) {
                        if (xml.name().equals("Last-Modified")) {
                            modified = BlobListing.time(xml.value());
                        } else {
                            xml.skip();
                        }
                    }
                }
                default -> xml.skip();
            }
        }
        return new Entry.Container(name, modified);
    }
}
