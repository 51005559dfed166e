package dev.blobdrop.sandbox;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How long a demonstration's sandbox stays up afterwards, for trying things by hand.
///
/// @param time zero when it ends with the demonstration
/// @param pause waits that long
record Stay(Duration time, Pause pause) {
    /// Waits; a test need not.
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    static Stay of(Duration time) {
        return new Stay(time, Thread::sleep);
    }

    static void printVariables(PrintStream out, Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> out.println("  export " + name + "='" + value + "'"));
    }

    static void printCommand(PrintStream out, Path program, String words) {
        out.println("  " + program + " " + words);
    }

    /// Says how long the sandbox is there, and returns when that is over.
    void await(PrintStream out) throws InterruptedException {
        if (time.isZero()) {
            out.println(
                    "The sandbox ends now; with -Dsandbox.stay=30 it stays up for 30 minutes, to" + " try it by hand.");
        } else {
            out.println("The sandbox stays up for " + time.toMinutes() + " min; Ctrl+C ends it.");
            out.flush();
            pause.of(time);
        }
    }
}
