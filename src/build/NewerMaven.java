import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Runs goals of this project by the same Maven, but on the JDK that runs this program.
///
/// `java NewerMaven.java MAVEN_HOME BASE_DIRECTORY GOAL...`. Options of the command line that began
/// the build (properties, profiles, settings, offline) hold here too: Maven's script leaves it in
/// `MAVEN_CMD_LINE_ARGS`. Ends with the other Maven's exit code.
class NewerMaven {
    private static final Set<String> SWITCHES = Set.of(
            "-B",
            "--batch-mode",
            "-e",
            "--errors",
            "-ntp",
            "--no-transfer-progress",
            "-o",
            "--offline",
            "-q",
            "--quiet",
            "-X",
            "--debug");
    private static final Set<String> WITH_VALUE =
            Set.of("-D", "--define", "-P", "--activate-profiles", "-s", "--settings", "-gs", "--global-settings");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path maven = Path.of(arguments[0], "bin", windows ? "mvn.cmd" : "mvn");
        if (!Files.isRegularFile(maven)) {
            System.err.println("Tests run in several processes only under a Maven on JDK 25 or newer, and"
                    + " there is no "
                    + maven
                    + " to start one. Set JAVA_HOME to a JDK 25, or use a Maven with its"
                    + " own folder.");
            System.exit(1);
        }
        List<String> command = new ArrayList<>();
        command.add(maven.toString());
        command.add("--file");
        command.add(Path.of(arguments[1], "pom.xml").toString());
        command.addAll(options(System.getenv().getOrDefault("MAVEN_CMD_LINE_ARGS", "")));
        command.addAll(List.of(arguments).subList(2, arguments.length));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        System.exit(builder.start().waitFor());
    }

    /// The options among them; goals and the project's place are given anew.
    private static List<String> options(String commandLine) {
        List<String> options = new ArrayList<>();
        String[] words = commandLine.strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            if (SWITCHES.contains(words[i]) || words[i].matches("-[DP].+|--[a-z-]+=.+")) {
                options.add(words[i]);
            } else if (WITH_VALUE.contains(words[i]) && i + 1 < words.length) {
                options.add(words[i]);
                options.add(words[++i]);
            }
        }
        return options;
    }
}
