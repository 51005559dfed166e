package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.download.ExclusiveRename;
import dev.blobdrop.core.transfer.download.SameNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Any set of blobs, whatever they are called, comes as files: each is a file with its bytes, or is
/// named with a reason. So it is in a folder that tells all names apart and in ones that take some
/// for the same. The seed of a failure is in its message.
@Timeout(120)
class AnyBlobNamesTest {
    private static final SameNames NO_CASE = new SameNames(true, true, false, Optional.empty(), false, false);
    private static final SameNames MAC = new SameNames(true, true, true, Optional.of(Normalizer.Form.NFC), true, false);
    private static final SameNames WINDOWS = new SameNames(true, true, false, Optional.empty(), false, true);
    private static final List<SameNames> FOLDERS = List.of(SameNames.EXACT, NO_CASE, MAC, WINDOWS);

    /// Names and parts of names that somebody or some system takes for one another, or for none.
    private static final List<String> PARTS = List.of(
            "a",
            "A",
            "b",
            "a.",
            "a ",
            "a.b",
            "A.B",
            "a-b",
            "a0",
            "\u00E9",
            "e\u0301",
            "\u00C9",
            "E\u0301",
            "stra\u00DFe",
            "STRASSE",
            "K",
            "\u212A",
            "\uFB01",
            "fi",
            "x\u200Dy",
            "xy",
            "nul",
            "con.txt",
            "COM1",
            "com\u00B9.log",
            "LPT9 .x",
            "CONIN$",
            "aux",
            "a (1)",
            "..",
            ".",
            "",
            "n".repeat(255),
            "n".repeat(256),
            "\u00E9".repeat(128),
            "a?b",
            "a:b",
            "%2F",
            " ");

    private static final List<String> ODD = List.of("a\u0001b", "a\nb", "b\\c", "\u009B", "a\u0000");

    @TempDir
    Path directory;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();

    @RepeatedTest(60)
    void eachIsAFileWithItsBytesOrIsNamed() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        place(random);
        SameNames same = FOLDERS.get(random.nextInt(FOLDERS.size()));
        ConflictPolicy[] policies = ConflictPolicy.values();
        ConflictPolicy policy = policies[random.nextInt(policies.length)];
        String which = "seed %d, %s, %s, %s".formatted(seed, policy, same, blobs.keySet());
        store.pageSize(1 + random.nextInt(5));

        DownloadSnapshot first = run(policy, same);
        check(first, same, policy, which);

        if (policy != ConflictPolicy.KEEP_BOTH) {
            events.clear();
            ConflictPolicy again = policies[random.nextInt(policies.length)];
            check(run(again, same), same, again, which + ", then " + again);
        }
    }

    /// What is known to be hard, in one set.
    @ParameterizedTest
    @EnumSource
    void hardOnesTogether(ConflictPolicy policy) throws Exception {
        List<String> hard = List.of(
                "a",
                "a/b",
                "A",
                "a/B",
                "A/b",
                "a-1",
                "a.x/y",
                "d",
                "d/",
                "report/",
                "r//s",
                "/lead",
                "e\u0301",
                "\u00E9",
                "x",
                "x.",
                "nul",
                "n".repeat(300),
                "p/".repeat(200) + "q",
                "m".repeat(1024),
                "deep/er",
                "deep",
                "deep/er/est");
        for (String name : hard) {
            place(name, name.equals("d/") ? "" : "in " + name);
        }
        for (SameNames same : FOLDERS) {
            events.clear();
            check(run(policy, same), same, policy, policy + " " + same);
        }
    }

    private void place(Random random) {
        int count = 2 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            List<String> parts = new ArrayList<>();
            for (int part = 0; part <= random.nextInt(4); part++) {
                parts.add(PARTS.get(random.nextInt(PARTS.size())));
            }
            String name = String.join("/", parts);
            if (!name.isEmpty() && name.length() <= 1024) {
                place(name, random.nextInt(5) == 0 ? "" : "content " + i);
            }
        }
        String odd = ODD.get(random.nextInt(ODD.size()));
        byte[] content = "odd".getBytes(StandardCharsets.UTF_8);
        store.placeListed(odd, content.length);
        blobs.put(odd, content);
    }

    private void place(String name, String content) {
        blobs.put(name, content.getBytes(StandardCharsets.UTF_8));
        store.place(name, blobs.get(name));
    }

    private DownloadSnapshot run(ConflictPolicy policy, SameNames same) throws InterruptedException {
        DownloadRequest request =
                DownloadRequest.of("data", List.of("/"), folder()).ifExists(policy);
        Download download = new TransferEngine(store, EngineSettings.standard())
                .download(request, events::add, folder -> same, ExclusiveRename.ofSystem());
        assertThat(download.await(Duration.ofSeconds(60))).isTrue();
        return download.snapshot();
    }

    private Path folder() {
        return directory.resolve("here");
    }

    private void check(DownloadSnapshot last, SameNames same, ConflictPolicy policy, String which) throws IOException {
        assertThat(last.state()).as(which).isEqualTo(RunState.DONE);
        assertThat(events.stream().map(DownloadEvent::name))
                .as(which)
                .containsExactlyInAnyOrderElementsOf(blobs.keySet());
        List<Path> files = new ArrayList<>();
        for (DownloadEvent event : events) {
            String as = event + ", " + which;
            byte[] content = blobs.get(event.name());
            switch (event) {
                case DownloadEvent.Downloaded done -> {
                    assertThat(done.target()).as(as).isRegularFile().hasBinaryContent(content);
                    files.add(done.target());
                }
                case DownloadEvent.Skipped skipped
                when content.length == 0 && skipped.name().endsWith("/") -> {
                    assertThat(skipped.reason()).as(as).contains("folder");
                }
                case DownloadEvent.Skipped skipped ->
                    assertThat(folder().resolve(skipped.name()))
                            .as(as)
                            .isRegularFile()
                            .hasBinaryContent(content);
                case DownloadEvent.Failed failed -> {
                    assertThat(failed.problem().title()).as(as).isNotBlank();
                    assertThat(failed.problem().detail()).as(as).isNotBlank();
                    assertThat(last.failed()).as("exit code of " + as).isPositive();
                }
                case DownloadEvent.Retrying again -> {}
            }
        }
        if (policy != ConflictPolicy.KEEP_BOTH) {
            checkApart(files, same, which);
        }
        try (var left = Files.walk(folder())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .as(which)
                    .noneMatch(name -> name.startsWith(".blobdrop"));
        }
    }

    /// A folder of this kind would hold all of them.
    private void checkApart(List<Path> files, SameNames same, String which) {
        List<String> keys = files.stream()
                .map(file -> same.key(folder().relativize(file).toString()))
                .toList();
        assertThat(keys).as(which).doesNotHaveDuplicates();
        for (String key : keys) {
            assertThat(keys).as(which).noneMatch(other -> other.startsWith(key + "/"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "IF_NEWER", "IF_DIFFERENT", "SKIP", "FAIL"})
    void ofTwinsTheFirstComesAndTheSecondNamesBoth(ConflictPolicy policy) throws Exception {
        for (String[] twins : List.of(
                new String[] {"A.txt", "a.txt"}, new String[] {"e\u0301", "\u00E9"}, new String[] {"D/x", "d/x"})) {
            Arrays.stream(twins).forEach(name -> place(name, "in " + name));
        }
        DownloadSnapshot last = run(policy, MAC);
        assertThat(last.downloaded()).isEqualTo(3);
        assertThat(events.stream()
                        .filter(DownloadEvent.Failed.class::isInstance)
                        .map(DownloadEvent.Failed.class::cast)
                        .map(failed -> failed.problem().title()))
                .containsExactlyInAnyOrder(
                        "'a.txt' and 'A.txt' would be the same file here",
                        "'\u00E9' and 'e\u0301' would be the same file here",
                        "'d/x' and 'D/x' would be the same file here");
    }
}
