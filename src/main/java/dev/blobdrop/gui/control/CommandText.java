package dev.blobdrop.gui.control;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/// A command as text that wraps, is never cut off, and can be selected and copied in part.
public final class CommandText extends TextArea {
    /// Of the text within the area on each side, as the stylesheet says it.
    private static final double PADDING = 5;

    /// The area's own text is drawn a little larger than it is measured.
    private static final double SPARE = 4;

    private final Text measure = new Text();

    CommandText(String command) {
        super(command);
        setEditable(false);
        setWrapText(true);
        setMinWidth(0);
        setMinHeight(USE_PREF_SIZE);
        setAccessibleText(command);
        getStyleClass().add("command-text");
        fontProperty().subscribe(this::requestLayout);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        measure(0);
        return Math.ceil(measure.getLayoutBounds().getWidth()) + around();
    }

    @Override
    protected double computePrefHeight(double width) {
        measure(width < 0 ? 0 : Math.max(1, width - around()));
        return Math.ceil(measure.getLayoutBounds().getHeight()) + around();
    }

    private void measure(double width) {
        measure.setFont(getFont());
        measure.setText(getText());
        measure.setWrappingWidth(width);
    }

    private double around() {
        Insets insets = getInsets();
        return 2 * PADDING + insets.getLeft() + insets.getRight() + SPARE;
    }
}
