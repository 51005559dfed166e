package dev.blobdrop.gui.transfers;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Gives the room of a folded pane to the pane above it, and back where it was before.
public final class TransfersFold {
    private final SplitPane split;
    private final Region lower;
    private final ReadOnlyBooleanProperty open;
    private final ObservableValue<Double> zoom;
    private double share;
    private double lent;

    private static final double LEAST_UPPER = 0.1;

    /// At the usual size: what an open pane keeps, so that its first line can be seen.
    private static final double LEAST_LOWER = 56;

    /// What the lower pane gets when it is opened, at the usual size, but never more than half.
    private static final double LEAST = 280;

    /// What the upper pane keeps, at the usual size: its lines and one blob.
    private static final double LEAST_ABOVE = 140;

    /// What remains for the lower one in the lowest window.
    private static final double LOWEST = 0.58;

    /// @param zoom 1 at the usual size
    public TransfersFold(SplitPane split, Region lower, ReadOnlyBooleanProperty open, ObservableValue<Double> zoom) {
        this.zoom = zoom;
        this.split = split;
        this.lower = lower;
        this.open = open;
        this.share = split.getDividerPositions()[0];
        open.subscribe(this::fit);
    }

    private void fit(boolean wanted) {
        if (wanted) {
            lower.setMinHeight(LEAST_LOWER * zoom.getValue());
            lower.setMaxHeight(Double.MAX_VALUE);
            double most = 1 - LEAST * zoom.getValue() / Math.max(1, split.getHeight());
            double upper = LEAST_ABOVE * zoom.getValue() / Math.max(1, split.getHeight());
            double half = Math.clamp(upper, 0.5, LOWEST);
            split.setDividerPositions(Math.min(Math.max(share, half), Math.max(half, most)));
        } else {
            share = split.getDividerPositions()[0];
            lower.setMinHeight(Region.USE_PREF_SIZE);
            lower.setMaxHeight(Region.USE_PREF_SIZE);
            split.setDividerPositions(1);
        }
    }

    /// Gives the lower pane so much more height for a while, as far as something remains of the
    /// upper one; [#giveBack] ends it.
    public void lend(double height) {
        double now = split.getDividerPositions()[0];
        double then = Math.max(LEAST_UPPER, now - height / Math.max(1, split.getHeight()));
        if (open.get() && height > 0 && then < now) {
            lent = Math.max(lent, now);
            split.setDividerPositions(then);
        }
    }

    public void giveBack() {
        if (lent > 0 && open.get()) {
            split.setDividerPositions(lent);
        }
        lent = 0;
    }

    /// The share of the upper pane, as it is or will be again.
    public double share() {
        return lent > 0 ? lent : open.get() ? split.getDividerPositions()[0] : share;
    }
}
