package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobListingTest {
    private static final String HEAD = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults"
            + " ServiceEndpoint=\"https://x.blob.core.windows.net/?a>b\""
            + " ContainerName=\"data\"><MaxResults>2</MaxResults><Blobs>";

    private static final String FULL = """
        <Blob><Name>a&amp;b &lt;&#x20AC;&#33;&gt; ü.csv</Name><Properties>
        <Last-Modified>Thu, 01 Jan 2026 09:12:07 GMT</Last-Modified><Etag>0x8D</Etag>
        <Content-Length>1234567890123</Content-Length><Content-Type>text/csv</Content-Type>
        <Content-Encoding /><Content-MD5>XUFAKrxLKna5cZ2REBfFkg==</Content-MD5>
        <Cache-Control>no-cache</Cache-Control><BlobType>BlockBlob</BlobType>
        <AccessTier>Cool</AccessTier><TagCount>2</TagCount></Properties>
        <Metadata><Owner>finance</Owner></Metadata><OrMetadata /></Blob>\
        """;

    private static Page<FoundBlob> read(String blobs, String end) throws IOException {
        return BlobListing.read(new ByteArrayInputStream((HEAD + blobs + end).getBytes(StandardCharsets.UTF_8)));
    }

    private static FoundBlob only(String blob) throws IOException {
        return read(blob, "</Blobs><NextMarker /></EnumerationResults>").items().getFirst();
    }

    private static String plain(String name, String properties) {
        return "<Blob>%s<Properties>%s</Properties></Blob>".formatted(name, properties);
    }

    @Test
    void everythingOfABlobIsRead() throws IOException {
        assertThat(only(FULL))
                .isEqualTo(new FoundBlob(
                        "a&b <\u20ac!> \u00fc.csv",
                        new BlobProperties(
                                "\"0x8D\"",
                                1_234_567_890_123L,
                                Optional.of("5d41402abc4b2a76b9719d911017c592"),
                                Optional.of("text/csv"),
                                Optional.of(Instant.parse("2026-01-01T09:12:07Z")),
                                false,
                                List.of("Cache-Control: no-cache", "metadata Owner", "tags: 2", "access tier: Cool")),
                        false));
    }

    @Test
    void pageSaysWhereTheNextOneBegins() throws IOException {
        Page<FoundBlob> page = read(
                FULL + plain("<Name>b</Name>", "<Etag>\"1\"</Etag>"),
                "</Blobs><NextMarker>2!96!a&amp;b</NextMarker></EnumerationResults>");
        assertThat(page.items()).hasSize(2);
        assertThat(page.items().getLast().properties().etag()).isEqualTo("\"1\"");
        assertThat(page.next()).contains("2!96!a&b");
        assertThat(read("", "</Blobs><NextMarker/></EnumerationResults>").next())
                .isEmpty();
    }

    @Test
    void foldersBetweenTheBlobsAreNone() throws IOException {
        String folder = "<BlobPrefix><Name>dir/</Name></BlobPrefix>";
        assertThat(read(folder + FULL + folder, "</Blobs><NextMarker /></EnumerationResults>")
                        .items())
                .hasSize(1);
    }

    @Test
    void nameThatXmlCannotCarryIsDecoded() throws IOException {
        assertThat(only(plain("<Name Encoded=\"true\">a%EF%BF%BE+%2Fb</Name>", ""))
                        .name())
                .isEqualTo("a\uFFFE+/b");
        assertThat(only(plain("<Name>a%20+b</Name>", "")).name()).isEqualTo("a%20+b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</Properties><Metadata><Hdi_isfolder>true</Hdi_isfolder></Metadata><Properties>",
                "<ResourceType>directory</ResourceType>"
            })
    void emptyBlobThatStandsForAFolderIsOne(String says) throws IOException {
        assertThat(only(plain("<Name>a</Name>", says)).isFolder()).isTrue();
        assertThat(only(plain("<Name>a</Name>", "<Content-Length>1</Content-Length>" + says))
                        .isFolder())
                .isFalse();
    }

    @Test
    void metadataMayBeNamedLikeAnythingElse() throws IOException {
        FoundBlob blob = only("<Blob><Metadata><Name>x</Name><Blob>y</Blob></Metadata>" + "<Name>a</Name></Blob>");
        assertThat(blob.name()).isEqualTo("a");
        assertThat(blob.properties().extras()).containsExactly("metadata Name", "metadata Blob");
    }

    @Test
    void pageThatBreaksOffAnywhereIsNone() {
        String whole = HEAD + FULL + "</Blobs><NextMarker /></EnumerationResults>";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            var cut = new ByteArrayInputStream(bytes, 0, length);
            assertThatThrownBy(() -> BlobListing.read(cut)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&unknown;", "&amp", "&#xyz;"})
    void nonXmlIsRefused(String text) {
        assertThatThrownBy(() -> only(plain("<Name>" + text + "</Name>", ""))).isInstanceOf(IOException.class);
    }
}
