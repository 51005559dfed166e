package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lists of the service that are shown to a person, and that of a blob's blocks.
class ListingsTest {
    private static final String PAGE = """
        \uFEFF<?xml version="1.0" encoding="utf-8"?>
        <EnumerationResults ServiceEndpoint="https://x.blob.core.windows.net/"><Prefix>a</Prefix>
        %s<NextMarker>%s</NextMarker></EnumerationResults>\
        """;

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void foldersStandBehindTheBlobs() throws IOException {
        String blobs = """
            <Delimiter>/</Delimiter><Blobs><BlobPrefix><Name>a&amp;b/</Name></BlobPrefix>
            <Blob><Name>a.csv</Name><Properties><Content-Length>7</Content-Length>
            <Last-Modified>Thu, 01 Jan 2026 09:12:07 GMT</Last-Modified>
            <Content-Type>text/csv</Content-Type><LeaseState>available</LeaseState></Properties>
            <OrMetadata /></Blob><BlobPrefix><Properties><Etag>1</Etag></Properties>
            <Name Encoded="true">c%EF%BF%BE/</Name></BlobPrefix></Blobs>\
            """;

        assertThat(BlobListing.entries(in(PAGE.formatted(blobs, "more"))))
                .isEqualTo(new Page<Entry>(
                        List.of(
                                new Entry.Blob(
                                        "a.csv",
                                        7,
                                        Optional.of(Instant.parse("2026-01-01T09:12:07Z")),
                                        Optional.of("text/csv")),
                                new Entry.Prefix("a&b/"),
                                new Entry.Prefix("c\uFFFE/")),
                        Optional.of("more")));
    }

    @Test
    void containersAreRead() throws IOException {
        String containers = """
            <MaxResults>5</MaxResults><Containers><Container><Name>$logs</Name></Container>
            <Container><Name>data</Name><Properties>
            <Last-Modified>Thu, 01 Jan 2026 09:12:07 GMT</Last-Modified><Etag>"0x8"</Etag>
            <LeaseStatus>unlocked</LeaseStatus></Properties><Metadata><Name>x</Name></Metadata>
            </Container></Containers>\
            """;

        assertThat(ContainerListing.read(in(PAGE.formatted(containers, ""))))
                .isEqualTo(new Page<Entry>(
                        List.of(
                                new Entry.Container("$logs", Optional.empty()),
                                new Entry.Container("data", Optional.of(Instant.parse("2026-01-01T09:12:07Z")))),
                        Optional.empty()));
    }

    @Test
    void blocksOfBothKindsAreRead() throws IOException {
        String list = """
            <?xml version="1.0" encoding="utf-8"?><BlockList><CommittedBlocks>
            <Block><Name>AAA=</Name><Size>8</Size></Block><Block><Name>BBB=</Name><Size>1</Size>
            </Block></CommittedBlocks><UncommittedBlocks><Block><Name>CCC=</Name></Block>
            </UncommittedBlocks></BlockList>\
            """;

        assertThat(BlockListing.read(in(list))).isEqualTo(new BlockList(List.of("AAA=", "BBB="), List.of("CCC=")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<BlockList/>",
                "<BlockList></BlockList>",
                "<BlockList><CommittedBlocks/><UncommittedBlocks /></BlockList>"
            })
    void thereMayBeNoBlocks(String list) throws IOException {
        assertThat(BlockListing.read(in(list))).isEqualTo(BlockList.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing of XML",
                "{\"a\":\"b\"}",
                "<html><body>Welcome</body></html>",
                "<?xml version=\"1.0\"?><Error><Code>x</Code></Error>"
            })
    void whatIsNoListIsToldFromOneThatBrokeOff(String odd) {
        assertThatThrownBy(() -> BlockListing.read(in(odd))).isInstanceOf(XmlText.OddXmlException.class);
        assertThatThrownBy(() -> ContainerListing.read(in(odd))).isInstanceOf(XmlText.OddXmlException.class);
        assertThatThrownBy(() -> BlobListing.entries(in(odd))).isInstanceOf(XmlText.OddXmlException.class);
    }

    @Test
    void truncatedListIsReportedAsIncomplete() {
        String whole = PAGE.formatted("<Blobs><Blob><Name>a</Name></Blob></Blobs>", "m");
        for (int end = whole.indexOf("<Prefix>"); end < whole.length() - 1; end++) {
            String part = whole.substring(0, end);
            assertThatThrownBy(() -> BlobListing.entries(in(part))).as(part).isInstanceOf(EOFException.class);
        }
    }
}
