package dev.blobdrop.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobPathTest {
    private static Problem refusal(String name) {
        Problem problem = Thrown.by(() -> new BlobPath("data", name));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-blob-name");
        return problem;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b/c.txt",
                "with space.txt",
                "ümläut",
                "😀.png",
                "😀/𝒳",
                "100%.txt",
                "a%41",
                "a+b&c=d?e#f",
                "\u00A0",
                "\uFFFD",
                "{x}",
            })
    void ordinaryNamesAreKeptAsTheyAre(String name) {
        BlobPath path = new BlobPath("data", name);
        assertThat(path.name()).isEqualTo(name);
        assertThat(path).hasToString("data/" + name);
    }

    @Test
    void nameMayHave1024Characters() {
        assertThat(new BlobPath("data", "x".repeat(1024)).name()).hasSize(1024);
        assertThat(refusal("x".repeat(1025)).detail()).isEqualTo("It has 1025 characters; at most 1,024 are allowed.");
    }

    @Test
    void longNameIsNotRepeatedWhole() {
        assertThat(refusal("x".repeat(5000)).title()).hasSizeLessThan(100);
    }

    @Test
    void emptyNameIsRefused() {
        assertThat(refusal("").detail()).isEqualTo("It is empty.");
    }

    @Test
    void nameMayHave254Segments() {
        assertThat(new BlobPath("data", "x/".repeat(253) + "x").name()).hasSize(507);
        assertThat(refusal("x/".repeat(254) + "x").detail()).isEqualTo("It has more than 254 segments.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "\u001B[31m",
                "a\u007F",
                "a\u0085b",
                "a\u009F",
                "\uD83D",
                "a\uDE00b",
                "\uDE00\uD83D",
                "\uFFFE",
                "\uFFFF",
                "a\uD83F\uDFFE",
            })
    void controlCharactersAndHalvesAreRefused(String name) {
        Problem problem = refusal(name);
        assertThat(problem.detail()).contains("U+");
        assertThat(problem.title().chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(problem.title()).contains("\\u");
    }

    @Test
    void backslashIsRefused() {
        assertThat(refusal("a\\b").detail()).contains("backslash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a1-b2", "000", "workloadidentity", "$root", "$web", "$logs", "a-b-c-d"})
    void containerNamesOfTheServiceAreTaken(String name) {
        assertThat(BlobPath.container(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Data",
                "-abc",
                "abc-",
                "a--b",
                "a_b",
                "a.b",
                "a b",
                "$other",
                "$roots",
                "abc\n",
                "äbc",
                "a/b",
                "\u001B[2J"
            })
    void otherContainerNamesAreRefused(String name) {
        Problem problem = Thrown.by(() -> new BlobPath(name, "x"));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-container-name");
        assertThat(problem.title().chars().noneMatch(Character::isISOControl)).isTrue();
    }

    @Test
    void containerNameHasAtMost63Characters() {
        assertThat(BlobPath.container("a".repeat(63))).hasSize(63);
        assertThat(Thrown.by(() -> BlobPath.container("a".repeat(64))).code()).isEqualTo("bad-container-name");
    }

    @Test
    void otherNameInTheSameContainerIsCheckedToo() {
        assertThat(new BlobPath("data", "x").withName("y")).isEqualTo(new BlobPath("data", "y"));
        assertThat(Thrown.by(() -> new BlobPath("data", "x").withName("")).code())
                .isEqualTo("bad-blob-name");
    }
}
