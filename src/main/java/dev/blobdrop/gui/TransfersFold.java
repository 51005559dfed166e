package dev.blobdrop.gui;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Gives the room of a folded pane to the pane above it, and back where it was before.
final class TransfersFold {
    private final SplitPane split;
    private final Region lower;
    private final ReadOnlyBooleanProperty open;
    private final ObservableValue<Double> zoom;
    private double share;

    /// What the lower pane gets when it is opened, at the usual size, but never more than half.
    private static final double LEAST = 160;

    /// @param zoom 1 at the usual size
    TransfersFold(
            SplitPane split,
            Region lower,
            ReadOnlyBooleanProperty open,
            ObservableValue<Double> zoom) {
        this.zoom = zoom;
        this.split = split;
        this.lower = lower;
        this.open = open;
        this.share = split.getDividerPositions()[0];
        open.subscribe(this::fit);
    }

    private void fit(boolean wanted) {
        if (wanted) {
            lower.setMinHeight(0);
            lower.setMaxHeight(Double.MAX_VALUE);
            double most = 1 - LEAST * zoom.getValue() / Math.max(1, split.getHeight());
            split.setDividerPositions(Math.min(share, Math.max(0.5, most)));
        } else {
            share = split.getDividerPositions()[0];
            lower.setMinHeight(Region.USE_PREF_SIZE);
            lower.setMaxHeight(Region.USE_PREF_SIZE);
            split.setDividerPositions(1);
        }
    }

    /// The share of the upper pane, as it is or will be again.
    double share() {
        return open.get() ? split.getDividerPositions()[0] : share;
    }
}
