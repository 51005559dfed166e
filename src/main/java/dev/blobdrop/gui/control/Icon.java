package dev.blobdrop.gui.control;

import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/// The icons, drawn in a square of 16 by 16. They scale with the text beside them and take their
/// colour from the stylesheet. None adds information to its text.
public enum Icon {
    FOLDER("M1 3h5l2 2h7v9H1z"),
    FILE("M3 1h6v5h5v9H3z M10 1l4 4h-4z"),
    CONTAINER("M1 3h14v3H1z M2 7h12v7H2z M6 8.5v1.5h4V8.5z"),
    LOCK("M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7z M6 7h4V5a2 2 0 0 0-4 0z"),
    CLOUD("M4 13a3.5 3.5 0 0 1-.5-7A4.5 4.5 0 0 1 12 5.5a3.8 3.8 0 0 1 0 7.5z"),
    OFFLINE("M4 13a3.5 3.5 0 0 1-.5-7A4.5 4.5 0 0 1 12 5.5a3.8 3.8 0 0 1 0 7.5z"
            + " M6.5 6.5L5.4 7.6L7 9.2L5.4 10.8L6.5 11.9L8.1 10.3L9.7 11.9L10.8 10.8L9.2"
            + " 9.2L10.8 7.6L9.7 6.5L8.1 8.1z"),
    WARNING("M8 1L15.5 14.5H.5z M7 6v4h2V6z M7 11v2h2v-2z"),
    MISSING("M1 4l7-3 7 3v8l-7 3-7-3z"),
    EMPTY("M7 1h2v6h3l-4 4-4-4h3z M1 9h2v4h10V9h2v6H1z"),
    SEARCH("M7 1a6 6 0 1 1 0 12a6 6 0 1 1 0-12z M7 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
            + " M10.5 11.9l1.4-1.4 3.6 3.6-1.4 1.4z"),
    PERSON("M8 1a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z M1.5 15a6.5 6 0 0 1 13 0z"),
    REFRESH("M8 3V0l5 4-5 4V5a4 4 0 1 0 4 4h2a6 6 0 1 1-6-6z"),
    PLUS("M7 2h2v5h5v2H9v5H7V9H2V7h5z"),
    UP("M8 2l6 6-1.4 1.4L9 5.8V14H7V5.8L3.4 9.4 2 8z"),
    UPLOAD("M8 1l5 5-1.4 1.4L9 4.8V11H7V4.8L4.4 7.4 3 6z M2 13h12v2H2z"),
    PENCIL("M11 1l4 4-9 9H2v-4z"),
    SETTINGS("M1 3h8V1h2v6H9V5H1z M12 3h3v2h-3z M1 11h3V9h2v6H4v-2H1z M7 11h8v2H7z"),
    KEYS("M0 3h16v10H0z M2 5v2h2V5z M5 5v2h2V5z M8 5v2h2V5z M11 5v2h3V5z M4 9v2h8V9z"),
    LIST("M1 2h14v12H1z M6 4v8h7V4z"),
    DOWN("M3 5l5 5 5-5 1.4 1.4L8 12.8 1.6 6.4z"),
    CLOSE("M3.4 2L8 6.6 12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.4z"),
    NEXT("M5.4 2l6 6-6 6L4 12.6 8.6 8 4 3.4z");

    private static final double SQUARE = 16;

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /// A new node with the icon.
    public Node node() {
        SVGPath shape = new SVGPath();
        shape.setContent(path);
        Bounds bounds = shape.getLayoutBounds();
        Region drawn = new Region();
        drawn.setShape(shape);
        drawn.getStyleClass().add("drawn");
        String width = em(bounds.getWidth());
        String height = em(bounds.getHeight());
        drawn.setStyle("-fx-min-width:%s;-fx-max-width:%s;-fx-min-height:%s;-fx-max-height:%s"
                .formatted(width, width, height, height));
        StackPane icon = new StackPane(drawn);
        icon.getStyleClass().add("icon");
        icon.setMouseTransparent(true);
        return icon;
    }

    private static String em(double length) {
        return String.format(Locale.ROOT, "%.3fem", length / SQUARE);
    }
}
