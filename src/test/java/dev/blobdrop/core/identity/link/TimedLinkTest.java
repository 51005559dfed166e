package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.StubLink;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Deadlines over links that behave as the test says, and over real processes.
@DisabledOnOs(OS.WINDOWS)
class TimedLinkTest {
    private static final TokenRequestContext REQUEST =
            new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE);
    private static final AccessToken TOKEN =
            new AccessToken("token", OffsetDateTime.now().plusHours(1));
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String WORDS = "blobdrop-test-program";

    @TempDir
    Path folder;

    private final List<ProcessHandle> mine = new ArrayList<>();

    @AfterEach
    void nothingOfTheTestStays() {
        mine.forEach(ProcessHandle::destroyForcibly);
    }

    private static AccessToken ask(StubLink link, LinkDeadline deadline) {
        return new TimedLink(LinkNames.AZURE_CLI, link, deadline, "https://login.example/", Optional.empty())
                .getTokenSync(REQUEST);
    }

    private static LinkDeadline program() {
        return program(SHORT);
    }

    private static LinkDeadline program(Duration limit) {
        return new LinkDeadline(limit, true, Optional.of(WORDS));
    }

    @Test
    void answerInTimeIsTheAnswer() {
        StubLink link = new StubLink(request -> TOKEN);
        assertThat(ask(link, LinkDeadline.patient(LONG))).isSameAs(TOKEN);
        assertThat(ask(link, program(LONG))).isSameAs(TOKEN);
        assertThat(link.asked()).allSatisfy(asked -> assertThat(asked).isSameAs(REQUEST));
    }

    @Test
    void whatTheLinkThrowsIsThrownOnAsItIs() {
        RuntimeException absent = new CredentialUnavailableException("no");
        Error broken = new NoClassDefFoundError("gone");
        assertThatThrownBy(() -> ask(StubLink.throwing(absent), LinkDeadline.patient(LONG)))
                .isSameAs(absent);
        assertThatThrownBy(() -> ask(StubLink.throwing(absent), program(LONG))).isSameAs(absent);
        assertThatThrownBy(() -> ask(StubLink.failing(broken), program(LONG))).isSameAs(broken);
    }

    @Test
    void lateLinkGivesWayAndItsThreadIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        StubLink hanging = hanging(interrupted);
        Throwable late = catchThrowable(() -> ask(hanging, LinkDeadline.patient(SHORT)));
        assertThat(late)
                .isExactlyInstanceOf(CredentialUnavailableException.class)
                .hasMessage("no answer within 1 s");
        assertThat(OwnReason.isLate(late)).isTrue();
        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void configuredLinkThatIsLateStopsTheChain() {
        LinkDeadline deadline = new LinkDeadline(SHORT, false, Optional.empty());
        Throwable late = catchThrowable(() -> ask(hanging(new CountDownLatch(1)), deadline));
        assertThat(late).isInstanceOf(ProblemException.class);
        Problem problem = ((ProblemException) late).problem();
        assertThat(problem.code()).isEqualTo("sign-in-silent");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(problem.detail()).startsWith("https://login.example/ returned no token");
        assertThat(OwnReason.isLate(late)).isTrue();
    }

    @Test
    void cancelledCallerCancelsTheLink() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofPlatform()
                .start(() -> thrown.set(catchThrowable(
                        () -> ask(hanging(asked, interrupted), LinkDeadline.patient(Duration.ofMinutes(5))))));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
        assertThat(thrown.get()).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /// The parent of one of them ends before the time is over, so that nothing leads to it any
    /// more.
    @Test
    void hungProgramIsEndedWithAllThatItStarted() {
        StubLink hung = program("(sleep 600 & echo $! > %1$s/orphan; sleep 1) & sleep 601 & echo $! >"
                + " %1$s/child; echo $$ > %1$s/parent; wait");
        List<String> processes = List.of("parent", "child", "orphan");
        Duration limit = SHORT;
        // A busy machine may not have started all of them when the time is over.
        for (int tries = 0; tries < 4 && !all(processes); tries++, limit = limit.multipliedBy(2)) {
            LinkDeadline deadline = program(limit);
            long start = System.nanoTime();
            assertThatThrownBy(() -> ask(hung, deadline))
                    .isExactlyInstanceOf(CredentialUnavailableException.class)
                    .hasMessage("no answer within %d s, so it was stopped".formatted(limit.toSeconds()));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plusSeconds(60));
        }
        for (String process : processes) {
            assertThat(folder.resolve(process)).isNotEmptyFile();
            Awaitility.await(process).until(() -> !isRunning(process));
        }
    }

    private boolean all(List<String> processes) {
        return processes.stream().allMatch(process -> Files.exists(folder.resolve(process)));
    }

    @Test
    void whatTheLinkDidNotStartLivesOn() throws IOException {
        Process before = start("sleep 602 # " + WORDS);
        AtomicReference<Process> other = new AtomicReference<>();
        StubLink hung = new StubLink(request -> {
            other.set(start("sleep 603; true"));
            return program("echo $$ > %s/parent; sleep 604; true").getTokenSync(request);
        });
        assertThatThrownBy(() -> ask(hung, program())).hasMessageContaining("it was stopped");
        Awaitility.await().until(() -> !isRunning("parent"));
        assertThat(before.isAlive()).isTrue();
        assertThat(other.get().isAlive()).isTrue();
    }

    @Test
    void cancelledCallerEndsTheProgram() throws InterruptedException {
        StubLink hung = program("echo $$ > %s/parent; sleep 605; true");
        LinkDeadline patient = new LinkDeadline(Duration.ofMinutes(5), true, Optional.of(WORDS));
        Thread caller = Thread.ofPlatform().start(() -> catchThrowable(() -> ask(hung, patient)));
        Awaitility.await().until(() -> isRunning("parent"));
        caller.interrupt();
        assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
        Awaitility.await().until(() -> !isRunning("parent"));
    }

    private static StubLink hanging(CountDownLatch interrupted) {
        return hanging(new CountDownLatch(1), interrupted);
    }

    private static StubLink hanging(CountDownLatch asked, CountDownLatch interrupted) {
        return new StubLink(request -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new IllegalStateException("nobody waits for this");
        });
    }

    /// A link that reads a program's output to its end, as the library does with `az`.
    private StubLink program(String script) {
        return new StubLink(request -> {
            Process process = start(script.formatted(folder) + " # " + WORDS);
            try {
                process.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new CredentialUnavailableException("the program ended");
        });
    }

    private Process start(String script) {
        try {
            Process process = new ProcessBuilder("sh", "-c", script).start();
            mine.add(process.toHandle());
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRunning(String name) {
        try {
            String pid = Files.readString(folder.resolve(name)).strip();
            return !pid.isEmpty()
                    && ProcessHandle.of(Long.parseLong(pid)).filter(this::runs).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /// A process that has ended stays in the table until its parent has asked for it.
    private boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return Files.exists(Path.of("/proc/self")) ? false : process.isAlive();
        }
    }
}
