package dev.blobdrop.gui.session;

import javafx.geometry.Insets;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/// Three groups on one line; if they do not fit, the second moves below the others. The first takes
/// the remaining width.
final class FoldingLine extends FlowPane {
    private final Region first;
    private final Region second;
    private final Region last;

    FoldingLine(Region first, Region second, Region last) {
        super(first, second, last);
        this.first = first;
        this.second = second;
        this.last = last;
        getStyleClass().add("folding-line");
    }

    private boolean fits(double width) {
        return width < 0
                || first.minWidth(-1) + second.minWidth(-1) + last.minWidth(-1) + 2 * getHgap() <= inside(width);
    }

    private double inside(double width) {
        Insets insets = getInsets();
        return width - insets.getLeft() - insets.getRight();
    }

    @Override
    protected double computeMinWidth(double height) {
        return -inside(0) + Math.max(first.minWidth(-1) + getHgap() + last.minWidth(-1), second.minWidth(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return -inside(0) + first.prefWidth(-1) + second.prefWidth(-1) + last.prefWidth(-1) + 2 * getHgap();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double upper = Math.max(first.prefHeight(-1), last.prefHeight(-1));
        double lower = second.prefHeight(-1);
        return getInsets().getTop()
                + (fits(width) ? Math.max(upper, lower) : upper + getVgap() + lower)
                + getInsets().getBottom();
    }

    @Override
    protected void layoutChildren() {
        double width = inside(getWidth());
        double left = getInsets().getLeft();
        double top = getInsets().getTop();
        double upper = Math.max(first.prefHeight(-1), last.prefHeight(-1));
        double lastWidth = last.prefWidth(-1);
        boolean one = fits(getWidth());
        double row = one ? Math.max(upper, second.prefHeight(-1)) : upper;
        double free = width - lastWidth - getHgap();
        if (one) {
            double most = free - getHgap() - first.minWidth(-1);
            double usual = free - getHgap() - first.prefWidth(-1);
            // Both groups shrink, the second one more.
            double secondWidth = Math.clamp(
                    Math.max(usual, most * 0.6 + second.minWidth(-1) * 0.4),
                    second.minWidth(-1),
                    Math.max(second.minWidth(-1), Math.min(most, second.prefWidth(-1))));
            free -= getHgap() + secondWidth;
            place(second, left + free + getHgap(), top, secondWidth, row);
        } else {
            place(
                    second,
                    left,
                    top + row + getVgap(),
                    Math.min(width, Math.max(second.prefWidth(-1), second.minWidth(-1))),
                    second.prefHeight(-1));
        }
        place(first, left, top, free, row);
        place(last, left + width - lastWidth, top, lastWidth, row);
    }

    private static void place(Region group, double x, double y, double width, double height) {
        group.resizeRelocate(x, y, width, height);
    }
}
