import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes an image as one file: an OCI image layout, and beside it the `manifest.json` by which
/// older tools know an image. A registry that gets it from a tool which copies layouts as they are
/// has it under the very digest that is told here.
///
/// See the OCI image specification, "Image Layout", "Image Manifest" and "Image Configuration".
///
/// @param blobs where the layers lie under their digests; manifest and configuration join them
/// @param created what the image says of its making
/// @param architecture in the words of the specification
record ImageTar(Path blobs, Instant created, String architecture) {
    private static final String TYPE = "application/vnd.oci.image.";

    /// @param name with a version after a colon
    /// @param config what a runtime is told, as JSON
    /// @return the digest of the image's manifest
    String write(Path tar, String name, String config, List<Layer> layers)
            throws IOException, NoSuchAlgorithmException {
        String described = blob(configuration(config, layers));
        String manifest = blob(manifest(described, layers));
        try (var out = new BufferedOutputStream(Files.newOutputStream(tar));
                var archive = new Tar(out, created)) {
            archive.add("oci-layout", bytes("{\"imageLayoutVersion\":\"1.0.0\"}"));
            archive.add("index.json", bytes(index(name, manifest)));
            archive.add("manifest.json", bytes(dockerManifest(name, described, layers)));
            for (Layer layer : layers) {
                archive.add(path(layer.digest()), blobs.resolve(layer.digest()));
            }
            archive.add(path(described), blobs.resolve(described));
            archive.add(path(manifest), blobs.resolve(manifest));
            archive.finish();
        }
        return "sha256:" + manifest;
    }

    private String configuration(String config, List<Layer> layers) {
        return """
            {"created":"%s","architecture":"%s","os":"linux","config":%s,
            "rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}\
            """.formatted(
                created,
                architecture,
                config.strip(),
                list(layers, layer -> "\"sha256:" + layer.content() + "\""),
                list(layers, layer -> "{\"created\":\"%s\",\"created_by\":\"%s\"}".formatted(created, layer.name())));
    }

    private String manifest(String config, List<Layer> layers) throws IOException {
        return """
            {"schemaVersion":2,"mediaType":"%smanifest.v1+json","config":%s,"layers":[%s]}\
            """.formatted(
                        TYPE,
                        descriptor("config.v1+json", config, Files.size(blobs.resolve(config)), ""),
                        list(layers, layer -> descriptor("layer.v1.tar+gzip", layer.digest(), layer.size(), "")));
    }

    private String index(String name, String manifest) throws IOException {
        String names = """
            ,"annotations":{"org.opencontainers.image.ref.name":"%s",\
            "io.containerd.image.name":"docker.io/library/%s"}\
            """.formatted(name, name);
        return """
            {"schemaVersion":2,"mediaType":"%sindex.v1+json","manifests":[%s]}\
            """.formatted(
                        TYPE, descriptor("manifest.v1+json", manifest, Files.size(blobs.resolve(manifest)), names));
    }

    private static String dockerManifest(String name, String config, List<Layer> layers) {
        return """
            [{"Config":"%s","RepoTags":["%s"],"Layers":[%s]}]\
            """.formatted(path(config), name, list(layers, layer -> "\"" + path(layer.digest()) + "\""));
    }

    private static String descriptor(String type, String digest, long size, String more) {
        return """
            {"mediaType":"%s","digest":"sha256:%s","size":%d%s}\
            """.formatted(TYPE + type, digest, size, more);
    }

    private static String list(List<Layer> layers, Function<Layer, String> text) {
        return layers.stream().map(text).collect(Collectors.joining(","));
    }

    private static String path(String digest) {
        return "blobs/sha256/" + digest;
    }

    private String blob(String json) throws IOException, NoSuchAlgorithmException {
        byte[] content = bytes(json);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
        String digest = HexFormat.of().formatHex(sum);
        Files.write(blobs.resolve(digest), content);
        return digest;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
