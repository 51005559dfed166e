package dev.blobdrop.core.transfer.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameSetTest {
    @Test
    void eachNameIsNewOnce() {
        NameSet names = new NameSet();
        for (int i = 0; i < 200_000; i++) {
            assertThat(names.add("folder/file-" + i)).isTrue();
        }
        for (int i = 0; i < 200_000; i += 999) {
            assertThat(names.add("folder/file-" + i)).isFalse();
        }
        assertThat(names.add("")).isTrue();
        assertThat(names.add("")).isFalse();
    }
}
