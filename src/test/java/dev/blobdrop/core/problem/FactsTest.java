package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class FactsTest {
    @Test
    void knownValueTakesThePlaceOfItsName() {
        Facts facts = new Facts(Map.of("acct", "contoso", "ctr", "data"));
        assertThat(facts.fill("in {acct}: {ctr}, {acct}")).isEqualTo("in contoso: data, contoso");
    }

    @Test
    void absentValueIsPrintedAsAWordToReplace() {
        assertThat(Facts.NONE.fill("-g {rg} -n {uami}"))
                .isEqualTo("-g RESOURCE_GROUP -n IDENTITY_NAME");
    }

    @Test
    void unknownNameAndOtherBracesStandAsTheyAre() {
        String query = "{unknown} {name:name,rg:resourceGroup} {} {A}";
        assertThat(Facts.NONE.with("name", "x").fill(query)).isEqualTo(query);
    }

    @Test
    void valueIsTakenLiterally() {
        Facts facts = Facts.NONE.with("sub", "$1 \\ {ns}").with("ns", "x");
        assertThat(facts.fill("<{sub}>")).isEqualTo("<$1 \\ {ns}>");
    }

    @Test
    void absentOptionalAddsNothing() {
        assertThat(Facts.NONE.with("oid", Optional.empty())).isEqualTo(Facts.NONE);
        assertThat(Facts.NONE.with("oid", Optional.of("me")).values()).containsEntry("oid", "me");
    }

    @Test
    void laterFactsWin() {
        Facts both = Facts.NONE.with("tid", "asked").and(Facts.NONE.with("tid", "real"));
        assertThat(both.values()).containsExactly(Map.entry("tid", "real"));
    }

    @Test
    void laterChangesOfTheMapDoNotReachTheFacts() {
        Map<String, String> map = new HashMap<>(Map.of("tid", "a"));
        Facts facts = new Facts(map);
        map.put("tid", "b");
        assertThat(facts.values()).containsEntry("tid", "a");
    }
}
