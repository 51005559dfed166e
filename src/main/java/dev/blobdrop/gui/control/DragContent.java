package dev.blobdrop.gui.control;

import dev.blobdrop.gui.base.Texts;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;

/// What a drag or the clipboard offers for upload.
public sealed interface DragContent {
    String URI_LIST = "text/uri-list";
    String SCHEME = "file:";

    /// Files and folders.
    record Files(List<Path> paths) implements DragContent {}

    /// @param reason why nothing can be uploaded, for the user
    /// @param folderHelps whether choosing the folder instead would help
    record Refused(String reason, boolean folderHelps) implements DragContent {}

    /// The formats in which file managers offer lists of addresses, with or instead of files.
    List<String> LISTS = List.of(
            "x-special/gnome-copied-files",
            "x-special/mate-copied-files",
            "x-special/gnome-icon-list",
            "application/x-kde4-urilist",
            URI_LIST);

    /// Reads files or file addresses; web links are refused. Some desktops send addresses only. If
    /// both are there the addresses are used, because they carry each byte of a name, while the
    /// toolkit garbles paths that contain an emoji.
    ///
    /// On Linux the toolkit returns no content for lists beyond about 256 KiB, some 3,700 paths.
    static DragContent of(Clipboard board) {
        List<Path> files = board.hasFiles() ? paths(board.getFiles()) : List.of();
        List<String> lists = lists(board);
        List<Path> named = lists.stream()
                .map(DragContent::files)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        if (!files.isEmpty() || !named.isEmpty()) {
            return new Files(named.size() >= files.size() ? named : files);
        }
        if (lists.stream().anyMatch(list -> !list.isBlank())) {
            return new Refused(Texts.of("transfers.drop.links"), false);
        }
        if (isList(board)) {
            return new Refused(Texts.of("transfers.drop.too-many"), true);
        }
        return new Refused(
                Texts.of(board.hasString() ? "transfers.drop.text" : "transfers.drop.no-files"),
                board instanceof Dragboard && !board.hasString());
    }

    private static List<Path> paths(List<File> files) {
        List<Path> paths = new ArrayList<>();
        for (File file : files) {
            try {
                paths.add(file.toPath());
            } catch (InvalidPathException e) {
                // Not a valid path on this system.
                continue;
            }
        }
        return paths;
    }

    private static boolean isList(Clipboard board) {
        return types(board, URI_LIST).findAny().isPresent();
    }

    private static Stream<DataFormat> types(Clipboard board, String name) {
        return board.getContentTypes().stream()
                .filter(type -> type.getIdentifiers().contains(name));
    }

    /// The texts of the lists; empty when the toolkit returns none.
    private static List<String> lists(Clipboard board) {
        return LISTS.stream()
                .flatMap(name -> types(board, name))
                .distinct()
                .map(type -> text(board.getContent(type)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> text(Object content) {
        return switch (content) {
            case String text -> Optional.of(text);
            case ByteBuffer bytes ->
                Optional.of(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
            case null, default -> Optional.empty();
        };
    }

    /// The files of a list after RFC 2483: one address a line, comments start with `#`.
    static List<Path> files(String list) {
        List<Path> paths = new ArrayList<>();
        list.lines()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .forEach(line -> FileAddress.path(line).ifPresent(paths::add));
        return List.copyOf(paths);
    }
}
