package dev.blobdrop;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which classes know each other in a circle, nested ones as part of the one they lie in. By
/// Tarjan's strongly connected components: ArchUnit's own search for circles left some out here.
final class ClassCircles {
    private final Map<String, Set<String>> uses = new HashMap<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<Set<String>> circles = new HashSet<>();

    private ClassCircles(JavaClasses classes) {
        for (JavaClass type : classes) {
            Set<String> used = uses.computeIfAbsent(outermost(type), name -> new HashSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> classes.contain(target.getName()))
                    .map(ClassCircles::outermost)
                    .forEach(used::add);
        }
    }

    static Set<Set<String>> in(JavaClasses classes) {
        ClassCircles found = new ClassCircles(classes);
        for (String type : found.uses.keySet()) {
            if (!found.index.containsKey(type)) {
                found.visit(type);
            }
        }
        return found.circles;
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ClassCircles::outermost).orElse(type.getName());
    }

    private void visit(String type) {
        index.put(type, index.size());
        low.put(type, index.get(type));
        open.push(type);
        for (String used : uses.get(type)) {
            if (!index.containsKey(used)) {
                visit(used);
                low.merge(type, low.get(used), Math::min);
            } else if (open.contains(used)) {
                low.merge(type, index.get(used), Math::min);
            }
        }
        if (low.get(type).equals(index.get(type))) {
            close(type);
        }
    }

    private void close(String type) {
        Set<String> together = new HashSet<>();
        String last;
        do {
            last = open.pop();
            together.add(last);
        } while (!last.equals(type));
        if (together.size() > 1) {
            circles.add(together);
        }
    }
}
