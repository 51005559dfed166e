package dev.blobdrop.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.commands.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The packaged program, run so that it is counted.
final class Program {
    private static final Path BLOBDROP = Path.of("target/blobdrop/bin/blobdrop").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /// Calls that wait: how many there are depends on how busy the machine is.
    private static final Set<String> WAITS =
            Set.of("epoll_wait", "epoll_pwait", "epoll_pwait2", "poll", "ppoll", "select");

    private final Path work;
    private final Service service;
    private final Path agent;

    Program(Path work, Service service) throws IOException {
        this.work = work;
        this.service = service;
        this.agent = agent(work.resolve("agent.jar"));
    }

    /// What a run costs in requests, memory and bytes that the kernel copies.
    RunCosts run(List<String> arguments) throws IOException {
        Path counted = work.resolve("counted");
        Files.deleteIfExists(counted);
        start(
                List.of(BLOBDROP.toString()),
                Map.of("BLOBDROP_JAVA_OPTS", "-javaagent:" + agent + "=" + counted),
                arguments);
        RunCosts own = RunCosts.of(Files.readAllLines(counted));
        return service.counts().and(own).and("bytes read and written", own.get("rchar") + own.get("wchar"));
    }

    /// The calls of the kernel for files and connections, those that wait left out.
    Optional<RunCosts> systemCalls(List<String> arguments) throws IOException {
        Optional<Path> strace = Run.find("strace");
        if (strace.isEmpty()) {
            return Optional.empty();
        }
        Path calls = work.resolve("calls");
        start(
                List.of(
                        strace.get().toString(),
                        "-f",
                        "-qq",
                        "--seccomp-bpf",
                        "-c",
                        "-e",
                        "trace=%desc,%file,%network",
                        "-o",
                        calls.toString(),
                        BLOBDROP.toString()),
                Map.of(),
                arguments);
        Map<String, Double> each = new TreeMap<>();
        double sum = 0;
        for (String line : Files.readAllLines(calls)) {
            String[] columns = line.strip().split("\\s+");
            String name = columns[columns.length - 1];
            boolean counts = columns.length >= 5 && columns[3].matches("\\d+");
            if (counts && !name.equals("total") && !WAITS.contains(name)) {
                each.put(name, Double.valueOf(columns[3]));
                sum += Double.parseDouble(columns[3]);
            }
        }
        return Optional.of(new RunCosts(each).and("system calls", sum));
    }

    private void start(List<String> program, Map<String, String> more, List<String> arguments) {
        Map<String, String> environment = new TreeMap<>(service.pod());
        environment.put("BLOBDROP_JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(more);
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        Run run = Run.of(LIMIT, environment, "", command);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
    }

    private static Path agent(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), CostAgent.class.getName());
        String name = CostAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = CostAgent.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
        return jar;
    }
}
