package dev.blobdrop.gui;

import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// Puts the credential chain at the right of everything else; where both would be too narrow, in
/// its place until it is closed again.
final class ChainDrawer {
    /// What everything else needs beside the chain, at the usual size.
    private static final double LEAST_REST = 480;

    private final BorderPane window;
    private final Region usual;
    private final ChainPane chain;
    private final BooleanProperty wanted;
    private final ObservableValue<Double> zoom;
    private final Runnable rest;

    /// @param zoom 1 at the usual size
    /// @param rest gives the focus to something else when the chain is closed
    ChainDrawer(
            BorderPane window,
            Region usual,
            ChainPane chain,
            BooleanProperty wanted,
            ObservableValue<Double> zoom,
            Runnable rest) {
        this.window = window;
        this.usual = usual;
        this.chain = chain;
        this.wanted = wanted;
        this.zoom = zoom;
        this.rest = rest;
        window.setCenter(usual);
        window.widthProperty().subscribe(this::fit);
        zoom.subscribe(this::fit);
        wanted.subscribe(this::fit);
    }

    private void fit() {
        boolean cover =
                wanted.get()
                        && window.getWidth() > 0
                        && window.getWidth()
                                < (ChainPane.USUAL_WIDTH + LEAST_REST) * zoom.getValue();
        boolean left = !wanted.get() && chain.isFocusWithin();
        chain.setVisible(wanted.get());
        if (cover && window.getCenter() != chain) {
            window.setRight(null);
            window.setCenter(chain);
        } else if (!cover && window.getCenter() != usual) {
            window.setCenter(usual);
        }
        if (!cover) {
            window.setRight(wanted.get() ? chain : null);
        }
        if (left) {
            rest.run();
        }
    }
}
