package dev.blobdrop.gui;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import org.hamcrest.Matcher;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.service.query.NodeQuery;

/// Opens the window for each test and looks up nodes on the window's thread, because lists of nodes
/// may change while another thread reads them.
public class WindowExtension extends ApplicationExtension {
    @Override
    public NodeQuery fromAll() {
        return inWindow(super::fromAll);
    }

    @Override
    public NodeQuery from(Node... parents) {
        return inWindow(() -> super.from(parents));
    }

    @Override
    public NodeQuery from(Collection<Node> parents) {
        return inWindow(() -> super.from(parents));
    }

    @Override
    public NodeQuery from(NodeQuery query) {
        return inWindow(() -> super.from(query));
    }

    @Override
    public NodeQuery lookup(String query) {
        return inWindow(() -> super.lookup(query));
    }

    @Override
    public <T extends Node> NodeQuery lookup(Matcher<T> matcher) {
        return inWindow(() -> super.lookup(matcher));
    }

    @Override
    public <T extends Node> NodeQuery lookup(Predicate<T> predicate) {
        return inWindow(() -> super.lookup(predicate));
    }

    private static NodeQuery inWindow(Callable<NodeQuery> query) {
        try {
            return wrap(run(query));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static NodeQuery wrap(NodeQuery query) {
        return (NodeQuery) Proxy.newProxyInstance(
                WindowExtension.class.getClassLoader(),
                new Class<?>[] {NodeQuery.class},
                (proxy, method, arguments) -> {
                    Object found;
                    try {
                        found = run(() -> method.invoke(query, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    return found instanceof NodeQuery next ? wrap(next) : found;
                });
    }

    private static <T> T run(Callable<T> task) throws Exception {
        if (Platform.isFxApplicationThread()) {
            return task.call();
        }
        try {
            return TestWindow.onWindow(task);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof InvocationTargetException inner) {
                throw inner;
            }
            throw e;
        }
    }
}
