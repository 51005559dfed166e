package dev.blobdrop.gui;

import dev.blobdrop.gui.model.Texts;

import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a drag or the clipboard carries, as far as uploads go.
sealed interface DragContent {
    /// Files and folders.
    record Files(List<Path> paths) implements DragContent {}

    /// @param reason why nothing of it can be uploaded, for the user
    /// @param folderHelps whether choosing the files' folder is the way out
    record Refused(String reason, boolean folderHelps) implements DragContent {}

    /// Some desktops send addresses of files and no files; web links are none.
    ///
    /// On Linux the toolkit hands out no content for a list beyond about 256 KiB, some 3,700 paths.
    static DragContent of(Clipboard board) {
        if (board.hasFiles()) {
            return new Files(board.getFiles().stream().map(File::toPath).toList());
        }
        Optional<String> list = addresses(board);
        List<Path> named = list.map(DragContent::files).orElse(List.of());
        if (!named.isEmpty()) {
            return new Files(named);
        }
        if (list.isPresent() && !list.get().isBlank()) {
            return new Refused(Texts.of("transfers.drop.links"), false);
        }
        if (isList(board)) {
            return new Refused(Texts.of("transfers.drop.too-many"), true);
        }
        return new Refused(
                Texts.of(board.hasString() ? "transfers.drop.text" : "transfers.drop.no-files"),
                board instanceof Dragboard && !board.hasString());
    }

    private static boolean isList(Clipboard board) {
        return board.getContentTypes().stream()
                .anyMatch(type -> type.getIdentifiers().contains("text/uri-list"));
    }

    /// The list's text; empty when the toolkit has none to give.
    private static Optional<String> addresses(Clipboard board) {
        return board.getContentTypes().stream()
                .filter(type -> type.getIdentifiers().contains("text/uri-list"))
                .findFirst()
                .map((DataFormat type) -> board.getContent(type))
                .map(content -> content instanceof String text ? text : "");
    }

    /// The files of a list after RFC 2483: an address a line, comments begin with `#`.
    static List<Path> files(String list) {
        List<Path> paths = new ArrayList<>();
        list.lines()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, "file:", 0, 5))
                .forEach(line -> file(line).ifPresent(paths::add));
        return List.copyOf(paths);
    }

    private static Optional<Path> file(String address) {
        try {
            URI uri = new URI(address);
            boolean here = uri.getHost() == null || uri.getHost().equalsIgnoreCase("localhost");
            return here
                    ? Optional.of(Path.of(new URI("file", null, uri.getPath(), null)))
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
