package dev.blobdrop.gui.control;

import dev.blobdrop.gui.base.Notice;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Shows the notice of the selected row below the list or, if both do not fit, inside the row, so
/// that only the list scrolls and not the pane around it too.
public final class NoticePlace extends VBox {
    /// The height in em that the list keeps when the notice is below it.
    private static final double TWO_ROWS = 6.9;

    private final NoticePane notice;
    private final Labeled text;
    private final ObservableValue<Optional<Notice>> said;
    private Optional<ScrollPane> body = Optional.empty();
    private final ReadOnlyBooleanWrapper inside = new ReadOnlyBooleanWrapper();

    /// Delays changes until after layout, when nothing may be moved.
    private final PauseTransition soon = new PauseTransition(Duration.millis(1));

    /// @param id of the [NoticePane]
    /// @param text a text of the pane in its normal font size
    public NoticePlace(String id, ObservableValue<Optional<Notice>> said, Labeled text) {
        this.said = said;
        this.text = text;
        this.notice = new NoticePane(id, said);
        getChildren().add(notice);
        soon.setOnFinished(event -> fit());
    }

    /// Whether the selected row shows the notice.
    public ReadOnlyBooleanProperty inside() {
        return inside.getReadOnlyProperty();
    }

    /// Decides again whenever the pane's size or the notice changes.
    ///
    /// @param pane contains the list and, below it, this node
    public void follow(ScrollPane pane) {
        body = Optional.of(pane);
        said.subscribe(soon::playFromStart);
        pane.viewportBoundsProperty().subscribe(soon::playFromStart);
        text.fontProperty().subscribe(soon::playFromStart);
        inside.subscribe(this::arrange);
        said.subscribe(this::arrange);
        arrange();
    }

    /// Without a notice it takes no room, not even the gap below the list.
    private void arrange() {
        Nodes.show(this, said.getValue().isPresent() && !inside.get());
    }

    private void fit() {
        inside.set(said.getValue().isPresent() && body.filter(this::isTooLow).isPresent());
    }

    private boolean isTooLow(ScrollPane pane) {
        // A hidden node has no style yet.
        notice.applyCss();
        Bounds room = pane.getViewportBounds();
        double needs = TWO_ROWS * text.getFont().getSize() + spacing() + notice.prefHeight(room.getWidth());
        return needs > room.getHeight() + 0.5;
    }

    private double spacing() {
        return getParent() instanceof VBox content ? content.getSpacing() : 0;
    }
}
