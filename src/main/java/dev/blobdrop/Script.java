package dev.blobdrop;

import java.util.Arrays;

/// The program `blobdrop` of the container image, which has no shell: a file whose first line names
/// Java, so that the system itself starts it. What it was called as comes before the arguments.
public final class Script {
    private Script() {}

    public static void main(String[] arguments) {
        Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
