import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The image's bill of materials (CycloneDX): what Maven knows of the dependencies, without those
/// that are not in the image, with the checksums of the jars as they are shipped, and with what
/// does not come from Maven: the Java runtime and the C library.
final class Bom {
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode bom;

    Bom(Path maven) throws IOException {
        bom = (ObjectNode) json.readTree(Files.readString(maven));
    }

    /// @param shipped the jars from which the image was made
    void keepOnly(List<Path> shipped) throws IOException, NoSuchAlgorithmException {
        Set<String> left = new HashSet<>();
        Iterator<JsonNode> components = components().elements();
        while (components.hasNext()) {
            ObjectNode component = (ObjectNode) components.next();
            Optional<Path> jar = jar(component, shipped);
            if (jar.isPresent()) {
                ArrayNode hashes = json.createArrayNode();
                hashes.addObject().put("alg", "SHA-256").put("content", sum(jar.get()));
                component.set("hashes", hashes);
            } else {
                left.add(component.path("bom-ref").asText());
                components.remove();
            }
        }
        Iterator<JsonNode> edges = bom.path("dependencies").elements();
        while (edges.hasNext()) {
            JsonNode edge = edges.next();
            if (left.contains(edge.path("ref").asText())) {
                edges.remove();
            }
            Iterator<JsonNode> to = edge.path("dependsOn").elements();
            while (to.hasNext()) {
                if (left.contains(to.next().asText())) {
                    to.remove();
                }
            }
        }
    }

    void addJava() {
        components()
                .addObject()
                .put("type", "platform")
                .put("name", "Java runtime of " + System.getProperty("java.vendor"))
                .put("version", System.getProperty("java.runtime.version"));
    }

    /// @param packages versions by names
    /// @param kind such as `deb/debian`
    void addSystem(SortedMap<String, String> packages, String kind) {
        packages.forEach((name, version) -> components()
                .addObject()
                .put("type", "library")
                .put("name", name)
                .put("version", version)
                .put("purl", "pkg:" + kind + "/" + name + "@" + version));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(bom) + "\n");
    }

    private ArrayNode components() {
        return (ArrayNode) bom.withArray("/components");
    }

    private static Optional<Path> jar(ObjectNode component, List<Path> jars) {
        String name = component.path("name").asText() + "-"
                + component.path("version").asText();
        String classifier = component.path("purl").asText().contains("classifier=")
                ? component.path("purl").asText().replaceFirst(".*classifier=([^&#]*).*", "-$1")
                : "";
        return jars.stream()
                .filter(jar -> jar.getFileName().toString().equals(name + classifier + ".jar"))
                .findFirst();
    }

    private static String sum(Path file) throws IOException, NoSuchAlgorithmException {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(sum);
    }
}
