package dev.blobdrop.gui.identity;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// Shows the credential chain at the right of the window or, if both would be too narrow, in place
/// of the rest until it is closed.
public final class ChainDrawer {
    /// The width that the rest needs beside the chain, in pixels at 100 % zoom.
    private static final double LEAST_REST = 480;

    private final BorderPane window;
    private final Region usual;
    private final Supplier<ChainPane> maker;
    private Optional<ChainPane> made = Optional.empty();
    private final BooleanProperty wanted;
    private final ObservableValue<Double> zoom;
    private final Runnable rest;

    /// @param maker builds the pane when it is first shown; most windows never show it
    /// @param zoom 1 at 100 %
    /// @param rest moves the focus when the chain is closed
    public ChainDrawer(
            BorderPane window,
            Region usual,
            Supplier<ChainPane> maker,
            BooleanProperty wanted,
            ObservableValue<Double> zoom,
            Runnable rest) {
        this.window = window;
        this.usual = usual;
        this.maker = maker;
        this.wanted = wanted;
        this.zoom = zoom;
        this.rest = rest;
        window.setCenter(usual);
        window.widthProperty().subscribe(this::fit);
        zoom.subscribe(this::fit);
        wanted.subscribe(this::fit);
    }

    /// The pane of the chain, shown or not.
    public ChainPane pane() {
        if (made.isEmpty()) {
            ChainPane pane = maker.get();
            pane.setVisible(wanted.get());
            made = Optional.of(pane);
        }
        return made.get();
    }

    private void fit() {
        if (wanted.get()) {
            show(pane());
        } else {
            made.ifPresent(this::hide);
        }
    }

    private void show(ChainPane chain) {
        boolean cover =
                window.getWidth() > 0 && window.getWidth() < (ChainPane.USUAL_WIDTH + LEAST_REST) * zoom.getValue();
        chain.setVisible(true);
        if (cover && window.getCenter() != chain) {
            window.setRight(null);
            window.setCenter(chain);
        } else if (!cover) {
            center();
            window.setRight(chain);
        }
    }

    private void hide(ChainPane chain) {
        boolean left = chain.isFocusWithin();
        chain.setVisible(false);
        center();
        window.setRight(null);
        if (left) {
            rest.run();
        }
    }

    private void center() {
        if (window.getCenter() != usual) {
            window.setCenter(usual);
        }
    }
}
