package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.identity.LinkNames;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkDeadlineTest {
    private static Duration limit(String link, Optional<Duration> wanted, boolean alone) {
        return LinkDeadline.of(link)
                .orElseThrow()
                .withProgramLimit(wanted, alone)
                .limit();
    }

    @ParameterizedTest
    @ValueSource(strings = {LinkNames.AZURE_CLI, LinkNames.AZURE_POWERSHELL, LinkNames.AZURE_DEVELOPER_CLI})
    void aProgramThatIsAskedAloneGetsAMinute(String link) {
        assertThat(limit(link, Optional.empty(), false)).isEqualTo(Duration.ofSeconds(10));
        assertThat(limit(link, Optional.empty(), true)).isEqualTo(Duration.ofMinutes(1));
        Optional<Duration> wanted = Optional.of(Duration.ofMinutes(3));
        assertThat(limit(link, wanted, true)).isEqualTo(Duration.ofMinutes(3));
        assertThat(limit(link, wanted, false)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void whatStartsNoProgramKeepsItsLimit() {
        Optional<Duration> wanted = Optional.of(Duration.ofMinutes(3));
        assertThat(limit(LinkNames.WORKLOAD_IDENTITY, wanted, true)).isEqualTo(LinkDeadline.SIGN_IN_HOST);
    }
}
