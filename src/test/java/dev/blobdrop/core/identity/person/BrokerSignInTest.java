package dev.blobdrop.core.identity.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.identity.BrokerLibrary;
import org.junit.jupiter.api.Test;

class BrokerSignInTest {
    @Test
    void onlyWindowsHasIt() {
        assertThat(BrokerLibrary.obstacle("Windows 11", true)).isEmpty();
        assertThat(BrokerLibrary.obstacle("Windows Server 2025", true)).isEmpty();
    }

    @Test
    void elsewhereTheReasonNamesTheSystem() {
        assertThat(BrokerLibrary.obstacle("Linux", true))
                .hasValueSatisfying(why -> assertThat(why).contains("only available on Windows", "not on Linux"));
        assertThat(BrokerLibrary.obstacle("Mac OS X", false))
                .hasValueSatisfying(why -> assertThat(why).contains("on Mac OS X"));
        assertThat(BrokerLibrary.obstacle("Darwin", true)).as("ends in win").isPresent();
    }

    @Test
    void aPackageWithoutTheLibrarySaysSo() {
        assertThat(BrokerLibrary.obstacle("Windows 11", false))
                .hasValueSatisfying(why -> assertThat(why).contains("does not include"));
    }
}
