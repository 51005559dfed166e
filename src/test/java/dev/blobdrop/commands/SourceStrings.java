package dev.blobdrop.commands;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The strings that source files build, read with the compiler's own parser. Where a concatenation
/// holds something else than a constant, the word `value` takes its place.
final class SourceStrings extends TreeScanner<Void, List<String>> {
    private SourceStrings() {}

    /// By file, in the order given. All are read at once: a compiler begins slowly.
    static Map<String, List<String>> of(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                List<String> strings = new ArrayList<>();
                new SourceStrings().scan(unit, strings);
                found.put(unit.getSourceFile().getName(), strings);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitLiteral(LiteralTree literal, List<String> strings) {
        if (literal.getValue() instanceof String text) {
            strings.addAll(text.lines().toList());
        }
        return null;
    }

    @Override
    public Void visitBinary(BinaryTree sum, List<String> strings) {
        if (sum.getKind() == Tree.Kind.PLUS && holdsText(sum)) {
            strings.addAll(text(sum).lines().toList());
            return null;
        }
        return super.visitBinary(sum, strings);
    }

    private static boolean holdsText(ExpressionTree part) {
        return switch (part) {
            case LiteralTree literal -> literal.getValue() instanceof String;
            case ParenthesizedTree inner -> holdsText(inner.getExpression());
            case BinaryTree sum ->
                sum.getKind() == Tree.Kind.PLUS
                        && (holdsText(sum.getLeftOperand()) || holdsText(sum.getRightOperand()));
            default -> false;
        };
    }

    private static String text(ExpressionTree part) {
        return switch (part) {
            case LiteralTree literal -> String.valueOf(literal.getValue());
            case ParenthesizedTree inner -> text(inner.getExpression());
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
            default -> "value";
        };
    }
}
