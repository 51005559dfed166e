package dev.blobdrop.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// What a test can see of a window from inside its process, by an agent (`WindowAgent`) that looks
/// and does nothing. Of the program itself nothing is changed.
final class Inside {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path CLASSES = Path.of("target/test-classes/dev/blobdrop/gui");

    private final Path folder;
    private final Path agent;

    /// @param folder of its own, empty
    Inside(Path folder) throws IOException {
        this.folder = folder;
        this.agent = folder.resolve("agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "dev.blobdrop.gui.WindowAgent");
        try (OutputStream out = Files.newOutputStream(agent);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                Stream<Path> classes = Files.list(CLASSES)) {
            for (Path file : classes.filter(Inside::isOurs).toList()) {
                jar.putNextEntry(new ZipEntry("dev/blobdrop/gui/" + file.getFileName()));
                Files.copy(file, jar);
            }
        }
    }

    private static boolean isOurs(Path file) {
        return file.getFileName().toString().matches("(WindowAgent|PictureCheck)(\\$.*)?\\.class");
    }

    /// The environment with which a window takes the agent in.
    Map<String, String> with(Map<String, String> environment) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put("BLOBDROP_JAVA_OPTS", "-javaagent:" + agent + "=" + folder);
        return more;
    }

    /// What can be told of the picture without eyes; empty when nothing is wrong.
    List<String> faults() {
        return ask("faults").lines().toList();
    }

    /// The id of what has the focus.
    String focus() {
        return ask("focus");
    }

    /// The names of the selected rows.
    List<String> selected() {
        return ask("selected").lines().toList();
    }

    /// What an open context menu offers; empty when none is open.
    List<String> menu() {
        return ask("menu").lines().toList();
    }

    /// The middle, on the screen, of what shows this text, once something does.
    int[] place(String text) {
        AtomicReference<String> place = new AtomicReference<>();
        await().atMost(PATIENCE).untilAsserted(() -> place.set(ask("place " + text)));
        return Stream.of(place.get().split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private String ask(String question) {
        Path answer = folder.resolve("answer");
        try {
            Path part = Files.writeString(folder.resolve("asking"), question);
            Files.move(part, folder.resolve("question"), StandardCopyOption.ATOMIC_MOVE);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> Files.exists(answer));
            String text = Files.readString(answer);
            Files.delete(answer);
            if (text.startsWith("? ")) {
                throw new AssertionError(question + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
