package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DataStreamTest {
    private static DataStream failing(String why) {
        return new DataStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(why);
                    }
                },
                StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrittenIsNotLost() {
        var out = new ByteArrayOutputStream();
        DataStream stream = new DataStream(out, StandardCharsets.UTF_8);
        stream.println("größe");
        assertThat(stream.loss()).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("größe\n");
    }

    @Test
    void fullDiskIsALoss() {
        DataStream stream = failing("No space left on device");
        assertThat(stream.loss()).isEmpty();
        stream.println("x");
        stream.println("y");
        assertThat(stream.loss()).hasValue("No space left on device");
    }

    @Test
    void readerThatWentAwayIsNone() {
        for (String why : new String[] {"Broken pipe", "The pipe is being closed"}) {
            DataStream stream = failing(why);
            stream.println("x");
            assertThat(stream.loss()).isEmpty();
        }
    }
}
