package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class RequestHeadTest {
    private static String text(RequestHead head) {
        return new String(head.end(), StandardCharsets.US_ASCII);
    }

    @Test
    void headIsWhatGoesOverTheLine() {
        assertThat(text(new RequestHead("PUT", "/data/a%20b?comp=block")
                        .fixed("Host: h\r\n".getBytes(StandardCharsets.US_ASCII))
                        .header("Content-Length", 5)
                        .crc64(0xae8b14860a799888L)
                        .bearer("abc")))
                .isEqualTo("PUT /data/a%20b?comp=block HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n"
                        + "x-ms-content-crc64: iJh5CoYUi64=\r\n"
                        + "Authorization: Bearer abc\r\n\r\n");
    }

    @Test
    void longerOnesFitAsWell() {
        String token = "x".repeat(20_000);
        assertThat(text(new RequestHead("GET", "/").bearer(token))).endsWith("Bearer " + token + "\r\n\r\n");
    }

    @Test
    void idIsARandomUuid() {
        String one = text(new RequestHead("GET", "/").requestId());
        String other = text(new RequestHead("GET", "/").requestId());
        assertThat(one)
                .matches("GET / HTTP/1.1\r\nx-ms-client-request-id: [0-9a-f]{8}-[0-9a-f]{4}"
                        + "-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\r\n\r\n")
                .isNotEqualTo(other);
    }

    @Test
    void dateIsTheServicesForm() {
        String date = text(new RequestHead("GET", "/").date())
                .lines()
                .skip(1)
                .findFirst()
                .get();
        Instant said = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.substring("Date: ".length()), Instant::from);
        assertThat(Duration.between(said, Instant.now())).isLessThan(Duration.ofMinutes(1));
        assertThat(date).matches("Date: [A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} .* GMT");
    }

    @Test
    void noValueCanAddAHeader() {
        assertThatThrownBy(() -> new RequestHead("GET", "/").header("If-Match", "\"a\"\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RequestHead("GET", "/a\nb")).isInstanceOf(IllegalArgumentException.class);
    }
}
