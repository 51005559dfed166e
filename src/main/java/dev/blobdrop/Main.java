package dev.blobdrop;

import dev.blobdrop.cli.BlobdropCommand;
import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.process.HeadStart;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.gui.BlobdropApp;
import java.util.List;

/// Opens the window without arguments or for `gui`, else runs the command line.
///
/// It is not a JavaFX class itself, because Java refuses to start one from the class path.
public final class Main {
    private Main() {}

    /// The entry point of the program.
    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), Environment.ofProcess(), List.of(arguments)));
    }

    /// @return the exit code
    private static int run(Console console, Environment environment, List<String> arguments) {
        boolean onlyWindow = arguments.isEmpty() || arguments.equals(List.of("gui"));
        if (onlyWindow) {
            return window(console, environment);
        }
        HeadStart.begin(arguments, environment);
        return command(console, environment, arguments);
    }

    /// @return the exit code
    static int command(Console console, Environment environment, List<String> arguments) {
        return BlobdropCommand.run(
                console, environment, () -> window(console, environment), arguments.toArray(String[]::new));
    }

    private static int window(Console console, Environment environment) {
        if (!isPresent("javafx.application.Application")) {
            return BlobdropCommand.noWindow(console);
        }
        if (System.getProperty("os.name").startsWith("Linux") && !hasDisplay(environment)) {
            return refuse(console, "neither DISPLAY nor WAYLAND_DISPLAY is set");
        }
        try {
            return BlobdropApp.open();
        } catch (UnsupportedOperationException e) {
            return refuse(console, "this one cannot be used (" + e.getMessage() + ")");
        }
    }

    private static int refuse(Console console, String why) {
        console.err().println("Error: The window needs a display, and " + why + ". Without one: blobdrop --help");
        return ExitCode.USAGE;
    }

    private static boolean hasDisplay(Environment environment) {
        return environment
                .get("DISPLAY")
                .or(() -> environment.get("WAYLAND_DISPLAY"))
                .isPresent();
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Main.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
