package dev.blobdrop.core.storage.azure;

import dev.blobdrop.core.storage.BlockList;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Parses the answer to "Get Block List": up to 50,000 committed and 100,000 uncommitted blocks.
final class BlockListing {
    private static final String BLOCKS = "BlockList";

    private BlockListing() {}

    /// @param in not closed here
    /// @throws IOException also when the list is incomplete
    static BlockList read(InputStream in) throws IOException {
        XmlText xml = new XmlText(in);
        List<String> committed = new ArrayList<>();
        List<String> uncommitted = new ArrayList<>();
        xml.begin(BLOCKS);
        boolean isEmpty = xml.isEmpty();
        while (!isEmpty && xml.nextStart(BLOCKS)) {
            switch (xml.name()) {
                case "CommittedBlocks" -> names(xml, committed);
                case "UncommittedBlocks" -> names(xml, uncommitted);
                default -> xml.skip();
            }
        }
        return new BlockList(committed, uncommitted);
    }

    private static void names(XmlText xml, List<String> into) throws IOException {
        String kind = xml.name();
        boolean isEmpty = xml.isEmpty();
        while (!isEmpty && xml.nextStart(kind)) {
            while (xml.nextStart("Block")) {
                if (xml.name().equals("Name")) {
                    into.add(xml.value());
                } else {
                    xml.skip();
                }
            }
        }
    }
}
