package dev.blobdrop.gui.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;

/// Decides where the focus goes when the focused control is hidden, disabled or removed: to the
/// heir that its pane names. The toolkit would choose the next control, which may be a Cancel
/// button, or the first field of the window.
///
/// The order is: the heir named by the control or a pane around it, from the inside out; a control
/// with the same id, if such a pane was rebuilt; the control focused before.
public final class FocusHeirs {
    private static final Object KEY = FocusHeirs.class;
    private static final int MOST_REMEMBERED = 16;

    private final Scene scene;
    private final Supplier<Node> last;
    private final Deque<Node> earlier = new ArrayDeque<>();

    /// The focused node and its parents, from the inside out, kept because a removed node has no
    /// parent.
    private List<Node> way = List.of();

    private List<Node> lost = List.of();

    /// @param last gets the focus when nothing else can
    public FocusHeirs(Scene scene, Supplier<Node> last) {
        this.scene = scene;
        this.last = last;
        scene.focusOwnerProperty().addListener((owner, before, now) -> moved(before, now));
    }

    /// Names the heir of a pane; evaluated when the pane loses the focus.
    public static void of(Node pane, Supplier<Optional<Node>> heir) {
        pane.getProperties().put(KEY, heir);
    }

    /// The toolkit first clears the focus and then sets it again, in one step.
    private void moved(Node before, Node now) {
        if (now == null) {
            lost = before != null && !isReachable(before) ? way : List.of();
            return;
        }
        List<Node> from = lost;
        lost = List.of();
        Optional<Node> heir = from.isEmpty() ? Optional.empty() : heir(from);
        if (heir.isPresent() && heir.get() != now) {
            heir.get().requestFocus();
            return;
        }
        way = Stream.iterate(now, node -> node != null, node -> (Node) node.getParent())
                .toList();
        earlier.remove(now);
        earlier.addFirst(now);
        if (earlier.size() > MOST_REMEMBERED) {
            earlier.removeLast();
        }
    }

    private Optional<Node> heir(List<Node> from) {
        Optional<String> id = Optional.ofNullable(from.getFirst().getId());
        for (Node node : from) {
            Optional<Node> heir =
                    node.getProperties().containsKey(KEY) ? named(node) : id.flatMap(name -> sameId(node, name));
            heir = heir.filter(this::isReachable);
            if (heir.isPresent()) {
                return heir;
            }
        }
        return earlier.stream()
                .filter(this::isReachable)
                .findFirst()
                .or(() -> Optional.of(last.get()).filter(this::isReachable));
    }

    @SuppressWarnings("unchecked")
    private static Optional<Node> named(Node node) {
        return Optional.ofNullable(
                        (Supplier<Optional<Node>>) node.getProperties().get(KEY))
                .flatMap(Supplier::get);
    }

    /// Searches the pane only, because elsewhere the id may mean another control.
    private Optional<Node> sameId(Node pane, String id) {
        boolean part = pane.getParent() != null && isReachable(pane);
        return part ? Optional.ofNullable(pane.lookup("#" + id)) : Optional.empty();
    }

    private boolean isReachable(Node node) {
        return node.getScene() == scene
                && !node.isDisabled()
                && Stream.iterate(node, at -> at != null, at -> (Node) at.getParent())
                        .allMatch(Node::isVisible);
    }
}
