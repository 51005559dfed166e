package dev.blobdrop.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypesTest {
    private static final byte[] NOTHING = new byte[0];

    private static String of(String text) {
        return ContentTypes.of("noextension", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt,text/plain",
        "A.TXT,text/plain",
        "report.CSV,text/csv",
        "page.html,text/html",
        "data.json,application/json",
        "archive.tar.gz,application/gzip",
        "dir.txt/image.png,image/png",
        ".config.json,application/json",
        "a.b.c.svg,image/svg+xml",
        "x.parquet,application/vnd.apache.parquet",
    })
    void extensionDecides(String name, String type) {
        assertThat(ContentTypes.of(name, NOTHING)).isEqualTo(type);
    }

    @Test
    void extensionWinsOverContent() {
        byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a");
        assertThat(ContentTypes.of("x.txt", png)).isEqualTo("text/plain");
        assertThat(ContentTypes.of("x.unknown", png)).isEqualTo("image/png");
    }

    @ParameterizedTest
    @ValueSource(strings = {".txt", "dir/.html", "txt", "name.", "dir.txt/file", "a.unknown", "."})
    void nameWithoutAKnownExtensionSaysNothing(String name) {
        assertThat(ContentTypes.of(name, NOTHING)).isEqualTo(ContentTypes.BINARY);
    }

    @Test
    void everyExtensionStandsInTheTableOnce() throws IOException {
        Properties table = new Properties();
        try (InputStream in = ContentTypes.class.getResourceAsStream("content-types.properties")) {
            table.load(in);
        }
        List<String> extensions = table.values().stream()
                .flatMap(line -> Arrays.stream(line.toString().split("\\s+")))
                .toList();
        assertThat(extensions).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        table.forEach((type, line) -> {
            for (String extension : line.toString().split("\\s+")) {
                assertThat(extension).matches("[a-z0-9]+");
                assertThat(ContentTypes.of("file." + extension, NOTHING)).isEqualTo(type);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a,image/png",
        "ffd8ffe0,image/jpeg",
        "474946383961,image/gif",
        "524946460000000057454250,image/webp",
        "255044462d312e37,application/pdf",
        "504b030414,application/zip",
        "1f8b08,application/gzip",
        "28b52ffd04,application/zstd",
        "fd377a585a0000,application/x-xz",
        "425a683931,application/x-bzip2",
        "377abcaf271c00,application/x-7z-compressed",
        "7f454c4602,application/x-elf",
        "5041523115,application/vnd.apache.parquet",
        "0061736d01,application/wasm",
        "4f67675300,application/ogg",
        "664c614300,audio/flac",
        "49443303,audio/mpeg",
        "0000001c6674797069736f6d,video/mp4",
        "1a45dfa3a3,video/webm",
        "53514c69746520666f726d6174203300,application/vnd.sqlite3",
    })
    void firstBytesTellTheType(String hex, String type) {
        assertThat(ContentTypes.of("noextension", HexFormat.of().parseHex(hex))).isEqualTo(type);
    }

    @Test
    void signatureThatIsCutTellsNothing() {
        byte[] half = HexFormat.of().parseHex("89504e47");
        assertThat(ContentTypes.of("x", half)).isEqualTo(ContentTypes.BINARY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello|text/plain",
                "<!DOCTYPE html><p>|text/html",
                "'  \n<HTML lang=en>'|text/html",
                "'<?xml version=\"1.0\"?>'|application/xml",
                "grüße 😀|text/plain",
                "'tab\tand\r\nlines'|text/plain",
                "'\uFEFF<?xml version=\"1.0\"?>'|application/xml",
            })
    void textIsRecognised(String text, String type) {
        assertThat(of(text)).isEqualTo(type);
    }

    @Test
    void emptyFileAndControlCharactersAreBinary() {
        assertThat(of("")).isEqualTo(ContentTypes.BINARY);
        assertThat(of("a\u0000b")).isEqualTo(ContentTypes.BINARY);
        assertThat(of("\u001B[31m")).isEqualTo(ContentTypes.BINARY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void lastCharacterOfAFullHeadMayBeCut(int cut) {
        byte[] text = ("x".repeat(508 + cut) + "😀").getBytes(StandardCharsets.UTF_8);
        byte[] head = Arrays.copyOf(text, ContentTypes.SNIFFED_BYTES);
        assertThat(ContentTypes.of("x", head)).isEqualTo("text/plain");
    }

    @Test
    void cutCharacterInAShortFileIsNotText() {
        byte[] cut = Arrays.copyOf("xx😀".getBytes(StandardCharsets.UTF_8), 4);
        assertThat(ContentTypes.of("x", cut)).isEqualTo(ContentTypes.BINARY);
    }

    @Test
    void brokenCharacterInTheMiddleIsNotText() {
        byte[] head = "x".repeat(ContentTypes.SNIFFED_BYTES).getBytes(StandardCharsets.UTF_8);
        head[100] = (byte) 0xC3;
        assertThat(ContentTypes.of("x", head)).isEqualTo(ContentTypes.BINARY);
    }
}
