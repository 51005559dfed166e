package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Configuration;
import dev.blobdrop.core.config.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The library sees the variables of the replayed pod and none of this process.
class PodVariablesTest {
    private final Configuration pod = new PodVariables(Environment.ofPod(Map.of("A", "1", "FLAG", "true")));

    @Test
    void holdsWhatThePodHas() {
        assertThat(pod.get("A")).isEqualTo("1");
        assertThat(pod.contains("A")).isTrue();
        assertThat(pod.get("A", 2)).isEqualTo(1);
        assertThat(pod.get("FLAG", false)).isTrue();
        assertThat(pod.get("A", "x")).isEqualTo("1");
        assertThat(pod.<Integer>get("A", Integer::valueOf)).isEqualTo(1);
    }

    @Test
    void nothingOfThisProcessShows() {
        assertThat(System.getenv("PATH")).isNotEmpty();
        for (Configuration variables : new Configuration[] {pod, copy()}) {
            assertThat(variables.get("PATH")).isNull();
            assertThat(variables.contains("PATH")).isFalse();
            assertThat(variables.get("PATH", "none")).isEqualTo("none");
            assertThat(variables.<String>get("PATH", value -> value)).isNull();
        }
    }

    @SuppressWarnings("deprecation")
    private Configuration copy() {
        return pod.clone();
    }
}
