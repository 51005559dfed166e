package dev.blobdrop.gui.transfers;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Gives the height of the folded uploads to the pane above, and restores the divider afterwards.
public final class TransfersFold {
    private final SplitPane split;
    private final Region lower;
    private final ReadOnlyBooleanProperty open;
    private final ObservableValue<Double> zoom;
    private double share;
    private double lent;

    private static final double LEAST_UPPER = 0.1;

    /// The least height of the open pane, at 100 % zoom: its first line.
    private static final double LEAST_LOWER = 56;

    /// The height of the pane when it opens, at 100 % zoom, but never more than half.
    private static final double LEAST = 280;

    /// The least height of the upper pane, at 100 % zoom: its bars and one blob.
    private static final double LEAST_ABOVE = 140;

    /// The share that remains for the lower pane in the lowest window.
    private static final double LOWEST = 0.58;

    /// @param zoom 1 at 100 %
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

    /// Gives the lower pane more height until [#giveBack], if enough remains of the upper one.
    public void lend(double height) {
        double now = split.getDividerPositions()[0];
        double then = Math.max(LEAST_UPPER, now - height / Math.max(1, split.getHeight()));
        if (open.get() && height > 0 && then < now) {
            lent = Math.max(lent, now);
            split.setDividerPositions(then);
        }
    }

    /// Takes back the height lent by [#lend].
    public void giveBack() {
        if (lent > 0 && open.get()) {
            split.setDividerPositions(lent);
        }
        lent = 0;
    }

    /// The share of the upper pane, now or once the lower one is open again.
    public double share() {
        return lent > 0 ? lent : open.get() ? split.getDividerPositions()[0] : share;
    }
}
