import java.nio.file.Files;
import java.nio.file.Path;

/// The processor that the image is for, which is this machine's.
///
/// @param oci as the image's configuration names it
/// @param netty as Netty's native libraries end
record Architecture(String oci, String netty) {
    static Architecture ofThisMachine() {
        String containerfile = "; packaging/image/Containerfile builds it inside a container";
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new Unbuildable("this is not Linux" + containerfile);
        }
        if (!Files.isExecutable(Path.of("/usr/bin/ldd")) || Files.exists(Path.of("/etc/alpine-release"))) {
            throw new Unbuildable("the C library of this machine is not glibc" + containerfile);
        }
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> new Architecture("amd64", "x86_64");
            case "aarch64" -> new Architecture("arm64", "aarch_64");
            default -> throw new Unbuildable("there is no native TLS for " + System.getProperty("os.arch"));
        };
    }
}
