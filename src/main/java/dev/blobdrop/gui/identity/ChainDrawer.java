package dev.blobdrop.gui.identity;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// Puts the credential chain at the right of everything else; where both would be too narrow, in
/// its place until it is closed again.
public final class ChainDrawer {
    /// What everything else needs beside the chain, at the usual size.
    private static final double LEAST_REST = 480;

    private final BorderPane window;
    private final Region usual;
    private final Supplier<ChainPane> maker;
    private Optional<ChainPane> made = Optional.empty();
    private final BooleanProperty wanted;
    private final ObservableValue<Double> zoom;
    private final Runnable rest;

    /// @param maker makes the pane when it is first asked for: most windows never show it
    /// @param zoom 1 at the usual size
    /// @param rest gives the focus to something else when the chain is closed
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

    /// The chain, whether it is to be seen or not.
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
