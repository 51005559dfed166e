package dev.blobdrop.gui;

import com.sun.javafx.scene.SceneHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.TKDropTargetListener;
import com.sun.javafx.tk.TKScene;
import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.DataFormat;
import javafx.scene.input.TransferMode;
import javafx.util.Pair;

/// A drag from another program, sent to the scene's own listener like from the window system, so
/// that picking and acceptance are real. The only place that uses the toolkit's internals.
public final class SceneDrop {
    private final Map<DataFormat, Object> content;

    private SceneDrop(Map<DataFormat, Object> content) {
        this.content = content;
    }

    public static SceneDrop ofFiles(Path... paths) {
        List<File> files = List.of(paths).stream().map(Path::toFile).toList();
        return new SceneDrop(Map.of(DataFormat.FILES, files));
    }

    static SceneDrop ofText(String text) {
        return new SceneDrop(Map.of(DataFormat.PLAIN_TEXT, text));
    }

    /// A `text/uri-list` without files; the toolkit returns an empty one when it is too long.
    public static SceneDrop ofAddresses(String list) {
        return new SceneDrop(Map.of(DataFormat.URL, list));
    }

    /// Files as the toolkit delivers them, and the list of addresses with them.
    static SceneDrop ofBoth(List<File> files, String list) {
        return new SceneDrop(Map.of(DataFormat.FILES, files, DataFormat.URL, list));
    }

    /// Drops a resting drag; call it on the window's thread.
    void drop(Node node) {
        at(node, (listener, x, y, screenX, screenY) -> listener.drop(x, y, screenX, screenY, TransferMode.COPY));
    }

    /// Moves a resting drag; call it on the window's thread.
    void move(Node node) {
        at(node, (listener, x, y, screenX, screenY) -> listener.dragOver(x, y, screenX, screenY, TransferMode.COPY));
    }

    /// Ends a resting drag without a drop: it left the window, or Esc was pressed.
    void leave(Node node) {
        at(node, TKDropTargetListener::dragExit);
    }

    private interface Step {
        void go(TKDropTargetListener listener, double x, double y, double screenX, double screenY);
    }

    private static void at(Node node, Step step) {
        Scene scene = node.getScene();
        Bounds place = node.localToScene(node.getLayoutBounds());
        double x = place.getCenterX();
        double y = place.getCenterY();
        step.go(
                listener(scene),
                x,
                y,
                scene.getWindow().getX() + scene.getX() + x,
                scene.getWindow().getY() + scene.getY() + y);
    }

    /// Drags over the middle of the node and drops; call it on the window's thread.
    ///
    /// @return how the drop was accepted; empty if it was refused
    public Optional<TransferMode> on(Node node) {
        Scene scene = node.getScene();
        Bounds place = node.localToScene(node.getLayoutBounds());
        double x = place.getCenterX();
        double y = place.getCenterY();
        double screenX = scene.getWindow().getX() + scene.getX() + x;
        double screenY = scene.getWindow().getY() + scene.getY() + y;
        TKDropTargetListener listener = listener(scene);
        listener.dragEnter(x, y, screenX, screenY, TransferMode.COPY, new Memory());
        Optional<TransferMode> over = Optional.ofNullable(listener.dragOver(x, y, screenX, screenY, TransferMode.COPY));
        Optional<TransferMode> taken = over.map(mode -> listener.drop(x, y, screenX, screenY, mode));
        if (taken.isEmpty()) {
            listener.dragExit(x, y, screenX, screenY);
        }
        return taken;
    }

    /// Drags over the middle of the node and stays there; call it on the window's thread.
    void rest(Node node) {
        Scene scene = node.getScene();
        Bounds place = node.localToScene(node.getLayoutBounds());
        double x = place.getCenterX();
        double y = place.getCenterY();
        double screenX = scene.getWindow().getX() + scene.getX() + x;
        double screenY = scene.getWindow().getY() + scene.getY() + y;
        TKDropTargetListener listener = listener(scene);
        listener.dragEnter(x, y, screenX, screenY, TransferMode.COPY, new Memory());
        listener.dragOver(x, y, screenX, screenY, TransferMode.COPY);
    }

    private static TKDropTargetListener listener(Scene scene) {
        TKScene peer = SceneHelper.getPeer(scene);
        for (Class<?> type = peer.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField("dropTargetListener");
                field.setAccessible(true);
                return (TKDropTargetListener) field.get(peer);
            } catch (NoSuchFieldException e) {
                continue;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("This toolkit keeps its drop listener elsewhere");
    }

    /// The dragged content.
    private final class Memory implements TKClipboard {
        @Override
        public Set<DataFormat> getContentTypes() {
            return content.keySet();
        }

        @Override
        @SafeVarargs
        public final boolean putContent(Pair<DataFormat, Object>... pairs) {
            return false;
        }

        @Override
        public Object getContent(DataFormat format) {
            return content.get(format);
        }

        @Override
        public boolean hasContent(DataFormat format) {
            return content.containsKey(format);
        }

        @Override
        public Set<TransferMode> getTransferModes() {
            return EnumSet.of(TransferMode.COPY, TransferMode.MOVE);
        }

        @Override
        public void setDragView(Image image) {}

        @Override
        public void setDragViewOffsetX(double offset) {}

        @Override
        public void setDragViewOffsetY(double offset) {}

        @Override
        public Image getDragView() {
            return null;
        }

        @Override
        public double getDragViewOffsetX() {
            return 0;
        }

        @Override
        public double getDragViewOffsetY() {
            return 0;
        }
    }
}
