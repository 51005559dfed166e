package dev.blobdrop.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final Limits limits =
            Limits.of("upload, each file").with("requests", 1.1).with("heap_bytes", 20_000);

    @Test
    void whatCostsMoreThanItMayIsNamed() {
        RunCosts counted = RunCosts.of(List.of("requests 2", "other 7")).and("heap_bytes", 19_999);

        assertThat(limits.exceeded(counted)).containsExactly("upload, each file: 2.00 requests, and the limit is 1.10");
        assertThat(limits.table(counted))
                .containsExactly(
                        "| upload, each file | requests | 2.00 | 1.10 |",
                        "| upload, each file | heap_bytes | 19,999 | 20,000 |");
    }

    @Test
    void whatEveryRunCostsIsNotPartOfWhatAFileCosts() {
        RunCosts few = RunCosts.of(List.of("requests 13", "heap 5000"));
        RunCosts many = RunCosts.of(List.of("requests 113", "heap 25000"));

        RunCosts each = many.beyond(few, 100);

        assertThat(each.get("requests")).isEqualTo(1.0);
        assertThat(each.get("heap")).isEqualTo(200.0);
    }
}
