package dev.blobdrop.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Another program with files that can be dragged out of it, by the desktop's own way of doing so.
final class FileManager implements AutoCloseable {
    private static final int X = 1480;
    private static final int Y = 840;
    private static final int MIDDLE = 60;

    private final Screen screen;
    private final Child program;

    FileManager(Screen screen, Path... files) {
        this.screen = screen;
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(X), String.valueOf(Y)));
        Stream.of(files).map(Path::toString).forEach(arguments::add);
        program = screen.python("drag_source.py", arguments);
        program.await("ready");
    }

    /// Drags the files over the window and lets them fall as soon as the window takes them.
    void dragTo(RealWindow window) {
        int[] place = screen.place(window.number());
        dragTo(new int[] {place[0] + place[2] / 2, place[1] + place[3] * 3 / 4});
    }

    /// Drags the files to a point of the screen and lets them fall as soon as it takes them.
    void dragTo(int[] at) {
        int x = at[0];
        int y = at[1];
        StringBuilder way = new StringBuilder("mousemove %d %d".formatted(X + MIDDLE, Y + MIDDLE));
        way.append(" sleep 0.1 mousedown 1 sleep 0.1");
        for (int pixels : List.of(5, 10, 20)) {
            way.append(" mousemove_relative -- -").append(pixels).append(" 0 sleep 0.05");
        }
        for (int pixels : List.of(40, 20, 10, 5, 1, 0)) {
            way.append(" mousemove %d %d sleep 0.05".formatted(x + pixels, y + pixels));
        }
        screen.hands(way.toString());
        program.await("taken");
        screen.hands("mouseup 1");
        if (!program.await("ended").endsWith("copy")) {
            throw new AssertionError("The window did not take the drop as a copy");
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
