package dev.blobdrop.gui.control;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/// A command as wrapped text, never cut off, that can be selected and copied.
public final class CommandText extends TextArea {
    /// The padding on each side, in pixels; the stylesheet has the same value.
    private static final double PADDING = 5;

    /// The toolkit draws the text slightly larger than it measures it.
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
