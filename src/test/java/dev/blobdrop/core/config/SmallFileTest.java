package dev.blobdrop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallFileTest {
    private static final String TEXT = "kind: Job\nname: gr\u00F6\u00DFe-\uD83D\uDE80\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void everyFormOfUnicodeIsReadWithAMarkAndWithout(String charset) {
        Charset form = Charset.forName(charset);
        assertThat(SmallFile.text(TEXT.getBytes(form))).isEqualTo(TEXT);
        assertThat(SmallFile.text(("\uFEFF" + TEXT).getBytes(form))).isEqualTo(TEXT);
        for (String few : new String[] {"{", "{}", "", "a=b"}) {
            assertThat(SmallFile.text(few.getBytes(form))).isEqualTo(few);
        }
    }

    @Test
    void mostBytesAreUtf8() {
        assertThat(SmallFile.text("\u00E9".getBytes(StandardCharsets.UTF_8))).isEqualTo("\u00E9");
        assertThat(SmallFile.text(new byte[] {'a'})).isEqualTo("a");
    }
}
