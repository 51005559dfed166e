package dev.blobdrop.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Azurite's npm packages, installed once for each content of the committed lock file.
record AzuriteInstallation(Path directory) {
    private static final String MARKER = ".installed";
    private static final List<String> LISTS = List.of("package.json", "package-lock.json");
    private static final Object ONE_AT_A_TIME = new Object();

    /// Installs by `npm ci` unless it was done before; safe against another run doing the same.
    static AzuriteInstallation ensure(SandboxOptions options, NodeRuntime runtime) {
        Path lists = options.project().resolve("src/test/npm/azurite");
        try {
            Path base = Files.createDirectories(options.npmDirectory());
            String name = "azurite-" + digest(lists.resolve("package-lock.json"));
            Path target = base.resolve(name);
            var installation = new AzuriteInstallation(target);
            if (!installation.complete()) {
                synchronized (ONE_AT_A_TIME) {
                    installation.lockAndInstall(options, runtime, lists, base);
                }
            }
            return installation;
        } catch (IOException e) {
            throw new SandboxException("Azurite's packages could not be installed: " + e.getMessage(), e);
        }
    }

    Path program() {
        return directory.resolve("node_modules/azurite/dist/src/blob/main.js");
    }

    private boolean complete() {
        return Files.exists(directory.resolve(MARKER)) && Files.isRegularFile(program());
    }

    private void lockAndInstall(SandboxOptions options, NodeRuntime runtime, Path lists, Path base) throws IOException {
        Path lockFile = base.resolve(directory.getFileName() + ".lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !complete()) {
                Files.createDirectories(directory);
                for (String list : LISTS) {
                    Files.copy(lists.resolve(list), directory.resolve(list), StandardCopyOption.REPLACE_EXISTING);
                }
                install(options, runtime, directory);
                if (!Files.isRegularFile(program())) {
                    throw new SandboxException("npm ended without an error but did not install Azurite in "
                            + directory
                            + ". Delete that folder and try again.");
                }
                Files.writeString(directory.resolve(MARKER), "");
            }
        }
    }

    private static void install(SandboxOptions options, NodeRuntime runtime, Path target) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", options.searchPath());
        environment.putAll(options.npmSettings());
        List<String> command = List.of(
                runtime.npm().toString(), "ci", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts");
        try (var npm = ChildProcess.start(command, target, environment, target.resolve("npm-ci.log"))) {
            if (npm.waitFor(Duration.ofMinutes(5)) != 0) {
                throw new SandboxException("npm could not install Azurite: "
                        + reason(npm.lines())
                        + " Check the network or npm's registry setting and try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("The installation of Azurite was interrupted.", e);
        }
    }

    /// npm's own last line that says something; its hints and stack frames come after it.
    static String reason(List<String> lines) {
        List<String> errors = lines.stream()
                .filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
                .map(line -> line.replaceFirst("npm (error|ERR!) ?", ""))
                .filter(line -> !line.isBlank() && !line.contains("complete log of this"))
                .toList();
        String said = errors.stream()
                .filter(line -> line.contains("failed, reason") || line.contains("request to"))
                .reduce((first, second) -> second)
                .or(() -> errors.stream().reduce((first, second) -> second))
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("it gave no reason")
                .strip();
        return said.endsWith(".") ? said : said + ".";
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
