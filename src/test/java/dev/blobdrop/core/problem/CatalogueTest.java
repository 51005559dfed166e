package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> KNOWN = Set.of(
            "cluster",
            "rg",
            "uami",
            "pod",
            "ns",
            "sa",
            "cid",
            "tid",
            "oid",
            "acct",
            "host",
            "ctr",
            "authority",
            "port",
            "iss",
            "sub",
            "aud",
            "server",
            "date",
            "other",
            "type");

    private static List<Catalogue.Entry> entries() {
        return Catalogue.standard().entries();
    }

    @Test
    void idsAreUnique() {
        assertThat(entries()).isNotEmpty();
        assertThat(entries().stream().map(Catalogue.Entry::id)).doesNotHaveDuplicates();
    }

    @Test
    void codesAreUniqueWhateverTheirCase() {
        assertThat(entries().stream().flatMap(e -> e.codes().stream()).map(c -> c.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entryIsComplete(Catalogue.Entry entry) {
        assertThat(entry.id()).matches("[A-Z]\\d+[a-z]?");
        assertThat(entry.codes()).isNotEmpty().allMatch(code -> code.matches("[A-Za-z0-9-]+(/account|/token)?"));
        assertThat(entry.title())
                .isNotBlank()
                .doesNotEndWith(".")
                .isEqualTo(entry.title().strip());
        assertThat(entry.why()).isNotBlank().endsWith(".");
        assertThat(entry.fix()).allMatch(line -> !line.isBlank());
        if (!entry.retryable()) {
            assertThat(entry.fix()).isNotEmpty();
        }
        assertThat(entry.link())
                .hasValueSatisfying(link -> assertThat(link)
                        .matches("https://(learn\\.microsoft\\.com"
                                + "|azure\\.github\\.io|kubernetes\\.io)"
                                + "/[a-z0-9/._-]+"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entryIsRetryableExactlyWhenItsTroubleMayPass(Catalogue.Entry entry) {
        assertThat(entry.retryable()).isEqualTo(entry.kind() == Problem.Kind.TRANSIENT);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entryUsesKnownPlaceholdersOnly(Catalogue.Entry entry) {
        Stream<String> texts = Stream.concat(Stream.of(entry.title(), entry.why()), entry.fix().stream());
        List<String> names = texts.flatMap(text -> PLACEHOLDER.matcher(text).results())
                .map(match -> match.group(1))
                .toList();
        assertThat(KNOWN).containsAll(names);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void nothingIsLeftToFillWhenNothingIsKnown(Catalogue.Entry entry) {
        Problem problem = entry.problem(entry.codes().getFirst(), Facts.NONE);
        assertThat(problem.title() + problem.detail() + problem.remedy()).doesNotContainPattern(PLACEHOLDER);
    }

    @ParameterizedTest
    @CsvSource({
        "AADSTS700213,IDENTITY_REFUSED",
        "AuthorizationPermissionMismatch,DENIED_BY_ROLE",
        "AuthorizationFailure,DENIED_BY_NETWORK",
        "ContainerNotFound,NOT_FOUND",
        "BlobAlreadyExists,CONFLICT",
        "ConditionNotMet,CONFLICT",
        "ServerBusy,TRANSIENT",
        "serverbusy,TRANSIENT",
    })
    void codeIsFoundWhateverItsCase(String code, Problem.Kind kind) {
        assertThat(Catalogue.standard().byCode(code).orElseThrow().kind()).isEqualTo(kind);
    }

    /// Its quoted form would be wrong there.
    @ParameterizedTest
    @MethodSource("entries")
    void containerStandsBetweenNoQuotationMarks(Catalogue.Entry entry) {
        assertThat(entry.fix()).noneMatch(line -> line.matches(".*[\"'][^ ]*\\{ctr}[^ ]*[\"'].*"));
    }

    @Test
    void unknownCodeIsNotFound() {
        assertThat(Catalogue.standard().byCode("AADSTS1")).isEmpty();
        assertThat(Catalogue.standard().byCode("")).isEmpty();
    }

    @Test
    void problemCarriesTheCodeThatWasSeenAndFilledRemedies() {
        Facts facts = new Facts(Map.of("ctr", "data", "acct", "contoso"));
        Problem problem =
                Catalogue.standard().problem("ContainerNotFound", facts).orElseThrow();
        assertThat(problem.code()).isEqualTo("ContainerNotFound");
        assertThat(problem.title()).isEqualTo("There is no container data in contoso");
        assertThat(problem.remedy())
                .containsExactly(
                        "blobdrop mkcontainer data",
                        "az storage container create --account-name contoso -n data --auth-mode" + " login");
        assertThat(problem.retryable()).isFalse();
    }

    /// A window has no options. What is to be set is a [Setting], which each face words.
    @Test
    void noSentenceNamesAnOptionOfTheCommandLine() {
        Pattern option = Pattern.compile("(^|[^\\w-])--[a-z]");
        for (Catalogue.Entry entry : Catalogue.standard().entries()) {
            Problem problem = entry.problem(Facts.NONE);
            Stream<String> remedies = problem.remedies().stream()
                    .filter(remedy -> !(remedy instanceof Remedy.Command))
                    .map(Remedy::text);
            assertThat(Stream.concat(Stream.of(problem.title(), problem.detail(), entry.evidence()), remedies))
                    .as(entry.id())
                    .noneMatch(text -> option.matcher(text).find() || text.startsWith(Remedy.SET));
        }
    }
}
