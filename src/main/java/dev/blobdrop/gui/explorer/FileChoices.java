package dev.blobdrop.gui.explorer;

import dev.blobdrop.gui.control.DragContent;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.transfers.TransfersModel;
import java.io.File;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The ways to upload without dragging: choose files, choose a folder, paste copied files. All
/// upload to the open virtual folder.
public final class FileChoices {
    private final Window owner;
    private final ExplorerModel explorer;
    private final TransfersModel transfers;
    private final Runnable nothing;

    /// @param nothing called if there is no file to paste
    public FileChoices(Window owner, ExplorerModel explorer, TransfersModel transfers, Runnable nothing) {
        this.owner = owner;
        this.explorer = explorer;
        this.transfers = transfers;
        this.nothing = nothing;
    }

    /// Lets the user choose files to upload.
    public void files() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Shortcut.CHOOSE_FILES.text());
        Optional.ofNullable(chooser.showOpenMultipleDialog(owner)).ifPresent(this::take);
    }

    /// Lets the user choose a folder to upload.
    public void folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Shortcut.CHOOSE_FOLDER.text());
        Optional.ofNullable(chooser.showDialog(owner)).ifPresent(folder -> take(List.of(folder)));
    }

    /// Uploads the files and folders on the clipboard.
    public void paste() {
        if (DragContent.of(Clipboard.getSystemClipboard()) instanceof DragContent.Files files) {
            transfers.drop(files.paths(), explorer.prefix().get());
        } else {
            nothing.run();
        }
    }

    private void take(List<File> files) {
        transfers.drop(
                files.stream().map(File::toPath).toList(), explorer.prefix().get());
    }
}
