package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the build says of the container image is true: its digest, its configuration and its
/// contents.
class BuiltImageIT extends ImageCase {
    @Test
    void itIsWhatTheBuildSaidAndHasItsDigest() throws IOException {
        Run digest = podman().run("image", "inspect", "--format={{.Digest}}", podman().image());

        assertThat(digest.out()).isEqualTo(Files.readString(Podman.BUILT.resolve("digest")));
        JsonObject config = config(podman().image());
        assertThat(config)
                .isEqualTo(JsonParser.parseString(Files.readString(Path.of("packaging/image/config.json"))
                        .replace("@VERSION@", label(podman().image()))));
        assertThat(config.get("User").getAsString()).isEqualTo("10001:10001");
    }

    /// In another folder, from the same list of classes.
    @Test
    void aSecondBuildHasTheSameDigest() throws IOException {
        Path target = Podman.BUILT.getParent();
        Files.copy(target.resolve("bom.json"), directory.resolve("bom.json"));
        Run built = Run.of(
                Duration.ofMinutes(10),
                Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"),
                "",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-classpath",
                        target.resolve("blobdrop/lib") + "/*",
                        "-Dimage.classes=" + Podman.BUILT.resolve("classes.txt"),
                        Path.of("src/build/Image.java").toAbsolutePath().toString(),
                        target.resolve("blobdrop").toString(),
                        Path.of("packaging/image").toAbsolutePath().toString(),
                        directory.resolve("image").toString(),
                        label(podman().image()),
                        "2026-01-01T00:00:00Z"));

        assertThat(built.exit()).as(built.out() + built.err()).isZero();
        assumeFalse(
                built.out().contains("no fixed addresses here"),
                "this kernel allows no fixed addresses, so each image is another one");
        Path again = directory.resolve("image");
        if (Files.mismatch(again.resolve("digest"), Podman.BUILT.resolve("digest")) != -1) {
            assertThat(contents(again)).isEqualTo(contents(Podman.BUILT));
        }
        assertThat(again.resolve("digest"))
                .as("the same files, so their order, times or rights differ")
                .hasSameTextualContentAs(Podman.BUILT.resolve("digest"));
    }

    /// Each file of an image with its SHA-256, and the name of the layer it is in: where two images
    /// differ, this says by what.
    private Map<String, String> contents(Path image) throws IOException {
        Path folder = Files.createTempDirectory(directory, "contents");
        String unpack = "set -eu; cd \"$1\"; tar -xf \"$2\"; for layer in $(grep -o '\"Layers\":\\[[^]]*'"
                + " manifest.json | grep -o '[^\"]*[0-9a-f]\\{64\\}'); do n=$((${n:-0} + 1));"
                + " mkdir layer$n; tar -xzf \"$layer\" -C layer$n; done; find layer* -type f"
                + " -exec sha256sum {} +";
        Run run = Run.of(
                LIMIT,
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"),
                "",
                List.of(
                        "sh",
                        "-c",
                        unpack,
                        "sh",
                        folder.toString(),
                        image.resolve("blobdrop-image.tar").toAbsolutePath().toString()));
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, String> sums = new TreeMap<>();
        run.out().lines().forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        assertThat(sums).isNotEmpty();
        return sums;
    }

    /// The registry is Debian's docker-registry, the tool that pushes is skopeo.
    @Test
    void aRegistryHasItUnderTheDigestThatTheBuildPrinted() throws Exception {
        String skopeo = Run.find("skopeo")
                .orElseGet(() -> skip("skopeo is not installed"))
                .toString();
        try (LocalRegistry registry = LocalRegistry.start(
                Run.find("docker-registry").orElseGet(() -> skip("docker-registry is not installed")),
                directory.resolve("registry"))) {
            String name = "docker://" + registry.address() + "/blobdrop:pushed";
            Run copied = registry.run(
                    skopeo, "copy", "--insecure-policy", "--dest-tls-verify=false", "oci-archive:" + Podman.TAR, name);
            assertThat(copied.exit()).as(copied.err()).isZero();

            Run asked = registry.run(skopeo, "inspect", "--tls-verify=false", "--format={{.Digest}}", name);

            assertThat(asked.out()).isEqualTo(Files.readString(Podman.BUILT.resolve("digest")));
        }
    }

    /// The image's configuration for a runtime, without the build tool's own label.
    private static JsonObject config(String image) {
        Run run = podman().run("image", "inspect", "--format={{json .Config}}", image);
        JsonObject config = JsonParser.parseString(run.out()).getAsJsonObject();
        config.getAsJsonObject("Labels").remove("io.buildah.version");
        return config;
    }

    private static String label(String image) {
        return config(image)
                .getAsJsonObject("Labels")
                .get("org.opencontainers.image.version")
                .getAsString();
    }

    /// With this option Java ends at once when it cannot use the archive.
    @Test
    void theClassArchiveHoldsForTheFilesOfTheLayers() {
        Run run = archived(podman().image());

        assertClean(run);
        assertThat(run.out()).startsWith("blobdrop ");
    }

    private static Run archived(String image) {
        return podman().run(
                        "run",
                        "--rm",
                        "--entrypoint=[\"/opt/java/bin/java\",\"-Xshare:on\","
                                + "\"@/app/java.args\",\"dev.blobdrop.Main\"]",
                        image,
                        "--version");
    }

    @Test
    void thereIsNoShellNoWindowAndNothingThatRaisesRights() throws IOException {
        Path root = Podman.BUILT.resolve("root");
        try (Stream<Path> files = Files.walk(root)) {
            Set<String> programs = files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.matches(".*\\.so(\\.\\d+)*"))
                    .collect(Collectors.toSet());
            assertThat(programs)
                    .containsExactlyInAnyOrder(
                            "app/bin/blobdrop", "opt/java/bin/java", "opt/java/lib/jexec", "opt/java/lib/jspawnhelper");
        }
        try (Stream<Path> jars = Files.list(root.resolve("app/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .noneMatch(jar -> jar.matches("(javafx|atlantafx).*"));
        }
        Run window = podman().run("run", "--rm", podman().image(), "gui");
        assertThat(window.exit()).isEqualTo(2);
        assertThat(window.err()).contains("The window is not part of this package");
    }

    /// Its second stage alone, for there is no base image here: the folder that the build has made
    /// stands for what the first stage makes.
    @Test
    void theContainerfileMakesTheSameImage() throws IOException {
        String all = Files.readString(Path.of("packaging/image/Containerfile"));
        String stage = all.substring(all.indexOf("FROM scratch"));
        assertThat(stage).contains("COPY --from=build /blobdrop/target/image/root/ /\n");
        Path file = directory.resolve("Containerfile");
        Files.writeString(file, stage.replaceFirst("COPY --from=build \\S+ /", "COPY root/ /"));

        Run built = podman().run(
                        "build",
                        "--quiet",
                        "--isolation=chroot",
                        "--tag=by-containerfile",
                        "--build-arg=VERSION=" + label(podman().image()),
                        "--file=" + file,
                        Podman.BUILT.toString());

        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(config("by-containerfile")).isEqualTo(config(podman().image()));
        Run run = archived("by-containerfile");
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void theBillOfMaterialsNamesEveryJarAndWhatIsNotFromMaven() throws IOException {
        JsonArray components = JsonParser.parseString(Files.readString(Podman.BUILT.resolve("blobdrop-image.cdx.json")))
                .getAsJsonObject()
                .getAsJsonArray("components");
        Set<String> named = components.asList().stream()
                .map(component -> component.getAsJsonObject())
                .map(component -> component.get("name").getAsString()
                        + "-"
                        + component.get("version").getAsString()
                        + ".jar")
                .collect(Collectors.toSet());

        try (Stream<Path> files = Files.list(Podman.BUILT.resolve("root/app/lib"))) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("blobdrop-"))
                    .toList();
            assertThat(named).containsAll(jars);
        }
        assertThat(named).anyMatch(name -> name.startsWith("Java runtime of "));
        assertThat(named).anyMatch(name -> name.startsWith("libc6-") || name.startsWith("glibc-"));
        assertThat(named).noneMatch(name -> name.startsWith("javafx-"));
    }
}
