package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.Integrity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrityTest {
    /// The sending may take two processors, so a third one is needed for nobody to wait.
    @ParameterizedTest
    @CsvSource({
        "AUTO, 1, false",
        "AUTO, 2, false",
        "AUTO, 3, true",
        "AUTO, 64, true",
        "CRC64_MD5, 1, true",
        "CRC64, 64, false",
        "NONE, 64, false"
    })
    void md5OfALargeFileIsSummedWhereNobodyWaitsForItOrWhereItIsAskedFor(
            Integrity integrity, int processors, boolean summed) {
        assertThat(integrity.sumsMd5(processors)).isEqualTo(summed);
    }

    /// What the service makes anyway costs nothing, on any machine.
    @Test
    void md5OfAFileInOneRequestIsTheServicesByDefault() {
        assertThat(Integrity.AUTO.storesMd5()).isTrue();
        assertThat(Integrity.CRC64.storesMd5()).isFalse();
    }
}
