package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import dev.blobdrop.core.problem.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static Map<String, Object> parsed(Json json) throws IOException {
        try (JsonReader reader = JsonProviders.createReader(json.toString())) {
            return reader.readMap(JsonReader::readUntyped);
        }
    }

    @Test
    void fieldsStandInTheOrderInWhichTheyWereAdded() {
        Json json = Json.event("link")
                .with("z", "text")
                .with("a", 7)
                .with("flag", true)
                .with("big", 5_000_000_000L);
        assertThat(json).hasToString("{\"event\":\"link\",\"z\":\"text\",\"a\":7,\"flag\":true,\"big\":5000000000}");
    }

    @Test
    void absentValueIsLeftOut() {
        assertThat(new Json().with("a", Optional.empty()).with("b", Optional.of(1)))
                .hasToString("{\"b\":1}");
    }

    @Test
    void timesAreIsoAndDurationsAreMilliseconds() {
        assertThat(new Json().with("at", Instant.parse("2026-01-31T12:00:00Z")).with("millis", Duration.ofSeconds(2)))
                .hasToString("{\"at\":\"2026-01-31T12:00:00Z\",\"millis\":2000}");
    }

    @Test
    void objectsAndListsNest() {
        Json inner = new Json().with("code", "x");
        assertThat(new Json()
                        .with("problem", Optional.of(inner))
                        .with("links", List.of(inner, inner))
                        .with("names", List.of("a", "b"))
                        .with("numbers", List.of(1, 2))
                        .with("none", List.of()))
                .hasToString("{\"problem\":{\"code\":\"x\"},\"links\":[{\"code\":\"x\"},{\"code\":\"x\"}],"
                        + "\"names\":[\"a\",\"b\"],\"numbers\":[1,2],\"none\":[]}");
    }

    @Test
    void everyTextComesBackAsItWas() throws IOException {
        String odd = "quote \" backslash \\ line\nbreak \u0001 tab\t 😀 ä </script>";
        assertThat(parsed(new Json().with("text", odd))).containsEntry("text", odd);
        assertThat(parsed(new Json().with("text", Path.of("a b")))).containsEntry("text", "a b");
        assertThat(new Json().with("text", odd).toString()).doesNotContain("\n");
    }

    /// Whatever a name is made of, half a surrogate pair too, parsing gives back the very name.
    @Test
    void everyNameComesBackAndNoTerminalObeysTheLine() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                switch (random.nextInt(4)) {
                    case 0 -> name.append((char) random.nextInt(0x100));
                    case 1 -> name.append((char) (0x2000 + random.nextInt(0x70)));
                    case 2 -> name.appendCodePoint(random.nextInt(0x110000));
                    default -> name.append("sig=\\u202E\"".charAt(random.nextInt(11)));
                }
            }
            Json json = new Json().with("name", name).with("list", List.of(name.toString()));
            assertThat(json.toString().codePoints()).noneMatch(Visible::isHidden);
            assertThat(parsed(json))
                    .containsEntry("name", name.toString())
                    .containsEntry("list", List.of(name.toString()));
        }
    }

    @Test
    void whatLooksLikeASecretInANameIsNone() {
        assertThat(new Json().with("name", "x?sig=abc&AccountKey=y"))
                .hasToString("{\"name\":\"x?sig=abc&AccountKey=y\"}");
    }

    @Test
    void laterValueOfAFieldWins() {
        assertThat(new Json().with("a", 1).with("a", 2)).hasToString("{\"a\":2}");
    }
}
