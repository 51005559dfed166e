import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which packages of this system the files of the C library come from, for the bill of materials.
///
/// @param kind as a package URL names the system
/// @param versions by names
record SystemPackages(String kind, SortedMap<String, String> versions) {

    static SystemPackages of(Collection<Path> files) throws IOException, InterruptedException {
        SortedMap<String, String> versions = new TreeMap<>();
        for (Path file : files) {
            // The package knows the file under one of two names, since /lib became a link.
            for (Path name : List.of(file, file.toRealPath())) {
                Optional<String> owner = said("dpkg-query", "--search", name.toString());
                if (owner.isPresent()) {
                    String owned = owner.get().replaceFirst(": /.*", "").replaceFirst(":.*", "");
                    said("dpkg-query", "--show", "--showformat=${Version}", owned)
                            .ifPresent(version -> versions.put(owned, version));
                }
            }
        }
        if (!versions.isEmpty()) {
            return new SystemPackages("deb/debian", versions);
        }
        said("/usr/bin/ldd", "--version").ifPresent(text -> versions.put("glibc", text.replaceFirst(".* ", "")));
        return new SystemPackages("generic", versions);
    }

    /// The first line, if the program is there and succeeds.
    private static Optional<String> said(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.lines().findFirst() : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
