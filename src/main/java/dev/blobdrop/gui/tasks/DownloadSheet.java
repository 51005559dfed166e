package dev.blobdrop.gui.tasks;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.ForeignText;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.SheetLayer;
import dev.blobdrop.gui.transfers.PolicyTexts;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;

/// Asks for the folder, and what to do with existing files, before anything is written.
public final class DownloadSheet {
    public static final String FOLDER = "download-folder";
    static final String CHOOSE = "download-choose";
    static final String POLICY = "download-policy";
    public static final String BEGIN = "download-begin";

    private DownloadSheet() {}

    /// Shows the sheet for the chosen entries.
    public static void show(SheetLayer layer, TasksModel tasks, List<Entry> entries) {
        TextField folder = new TextField();
        ForeignText place = new ForeignText(folder);
        place.show(tasks.folder().toString());
        folder.setId(FOLDER);
        HBox.setHgrow(folder, Priority.ALWAYS);
        Label where = new Label(Texts.of("explorer.download.to"));
        where.setLabelFor(folder);
        Button choose = new Button(Texts.of("explorer.download.choose"));
        choose.setId(CHOOSE);
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> choose(folder, place));
        HBox line = new HBox(folder, choose);
        line.getStyleClass().add("line");

        // Independent of the choice for uploads: local files are never replaced by default.
        ComboBox<ConflictPolicy> policy =
                PolicyTexts.choice(POLICY, new SimpleObjectProperty<>(ConflictPolicy.KEEP_BOTH));
        policy.getItems().remove(ConflictPolicy.FAIL);
        Label taken = new Label(Texts.of("explorer.download.policy"));
        taken.setLabelFor(policy);

        Sheet sheet = new Sheet(layer, title(entries), Texts.of("window.sheet.cancel"), where, line, taken, policy);
        Button begin = new Button(Texts.of("explorer.download.begin"));
        begin.setId(BEGIN);
        begin.setDefaultButton(true);
        begin.getStyleClass().add(Styles.ACCENT);
        folder.textProperty()
                .subscribe(text -> begin.setDisable(path(place.read()).isEmpty()));
        begin.setOnAction(event -> path(place.read()).ifPresent(target -> {
            layer.hide();
            tasks.download(entries, target, policy.getValue());
        }));
        sheet.addButton(begin);
        layer.show(sheet, folder);
    }

    private static String title(List<Entry> entries) {
        return entries.size() == 1
                ? Texts.of("explorer.download.one", entries.getFirst().name())
                : Texts.of("explorer.download.many", entries.size());
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text.strip())).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void choose(TextField folder, ForeignText place) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("explorer.download.to"));
        path(place.read()).map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        Optional.ofNullable(chooser.showDialog(folder.getScene().getWindow()))
                .ifPresent(chosen -> place.show(chosen.toString()));
    }
}
