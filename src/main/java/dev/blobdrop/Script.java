package dev.blobdrop;

import java.util.Arrays;

/// The program `blobdrop` of the container image, which has no shell: a file whose first line names
/// Java, so the kernel starts it directly. The path of that file comes before the arguments.
public final class Script {
    private Script() {}

    public static void main(String[] arguments) {
        Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
